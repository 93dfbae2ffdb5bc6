// Who gets through to an API server: over which address, past which load balancer, and with which authority.
import {X509Certificate} from 'node:crypto';
import type {FilesOf} from '../files.ts';
import {reach} from '../reach.ts';
import type {Machine, World} from '../world.ts';
import {apiServerOn} from './health.ts';
import {readKubeConfig, serverAddress, type KubeConfig} from './kubeconfig.ts';
import {get} from './objects.ts';
import {remembered} from './remembered.ts';
import {certificateRefused} from './served-certificate.ts';
import {publicKeyHash} from './x509.ts';

export type Access = {readonly ok: true; readonly machine: Machine} | {readonly ok: false; readonly error: string};

const refusal = {
	refused: 'connect: connection refused',
	timeout: 'i/o timeout',
	unreachable: 'connect: no route to host',
	outside: 'i/o timeout',
} as const;

/** What Go's client says after `Get "https://…": `, or the machine whose API server answers. */
export const apiAt = (world: World, filesOf: FilesOf, from: Machine, server: string): Access => {
	const {host, port} = serverAddress(server);
	const target = reach(world, filesOf, from, host, port);
	// A load balancer with nobody behind it, or a pod: it hangs up.
	if (target.outcome === 'closed' || target.outcome === 'pod') return {ok: false, error: 'EOF'};
	if (target.outcome !== 'open') return {ok: false, error: `dial tcp ${host}:${port}: ${refusal[target.outcome]}`};
	if (target.listener.program !== 'kube-apiserver') return {ok: false, error: 'EOF'};
	return apiServerOn(world, target.machine) === 'serving'
		? {ok: true, machine: target.machine}
		: {ok: false, error: 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'};
};

const hashes = new Map<string, string>();

const trusted = (world: World, config: KubeConfig): boolean => {
	try {
		const hash = hashes.get(config.authority) ?? publicKeyHash(config.authority);
		hashes.set(config.authority, hash);
		return hash === world.cluster?.caHash;
	} catch {
		return false;
	}
};

const unknownAuthority = 'tls: failed to verify certificate: x509: certificate signed by unknown authority';

/** A bootstrap token that the cluster knows and that has not run out. */
export const tokenGood = (world: World, token: string): boolean => {
	const [id = '', secret = ''] = token.split('.');
	const object = get(world, 'Secret', `bootstrap-token-${id}`, 'kube-system');
	const data = (name: string): string => Buffer.from(object?.data?.[name] ?? '', 'base64').toString();
	if (object === undefined || data('token-secret') !== secret) return false;
	const until = data('expiration');
	return until === '' || Date.parse(until) > world.now;
};

type Dates = {readonly genuine: boolean; readonly authorityFrom: number; readonly until: number};

/** Checking a signature takes a while and never changes its answer. */
const checked = new Map<string, Dates>();

const datesOf = (authority: string, certificate: string): Dates => {
	const key = authority + certificate;
	const known = checked.get(key);
	if (known !== undefined) return known;
	let dates: Dates = {genuine: false, authorityFrom: 0, until: 0};
	try {
		const [ca, own] = [new X509Certificate(authority), new X509Certificate(certificate)];
		dates = {
			genuine: own.verify(ca.publicKey),
			authorityFrom: Date.parse(ca.validFrom),
			until: Date.parse(own.validTo),
		};
	} catch {
		// Not a certificate at all: as good as a wrong one.
	}
	if (checked.size > 200) checked.clear();
	checked.set(key, dates);
	return dates;
};

const when = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const wrong = (world: World, from: Machine, authority: string, certificate: string): string | undefined => {
	const {genuine, authorityFrom, until} = datesOf(authority, certificate);
	const now = world.now + from.clockOffset;
	if (genuine && authorityFrom > now)
		return `tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time ${when(now)} is before ${when(authorityFrom)}`;
	return genuine && until > world.now ? undefined : 'Unauthorized';
};

/** With a kubeconfig file: address, authority and credentials all have to be right. */
export const accessWith = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	path: string,
): Access & {readonly server: string} => {
	const files = filesOf(from.name);
	const config = remembered(files, `kubeconfig ${path}`, () => readKubeConfig(files.read(path), files));
	if (config === undefined) return {ok: false, error: `open ${path}: no such file or directory`, server: ''};
	const access = apiAt(world, filesOf, from, config.server);
	const {server} = config;
	if (!access.ok) return {...access, server};
	if (!trusted(world, config)) return {ok: false, error: unknownAuthority, server};
	const refused = certificateRefused(world, filesOf, from, access.machine, serverAddress(server).host);
	if (refused !== undefined) return {ok: false, error: refused, server};
	if (config.token !== undefined)
		return tokenGood(world, config.token) ? {...access, server} : {ok: false, error: 'Unauthorized', server};
	if (config.certificate === undefined) return {ok: false, error: 'Unauthorized', server};
	const problem = wrong(world, from, config.authority, config.certificate);
	if (problem !== undefined) return {ok: false, error: problem, server};
	return {...access, server};
};
