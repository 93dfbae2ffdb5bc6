// kubectl's way to an API server: which kubeconfig, which server, and what is said when it does not answer.
import {X509Certificate} from 'node:crypto';
import {serverVersion} from '../api-version.ts';
import {certificateUser} from '../certificate-user.ts';
import {apiServerOn} from '../cluster/health.ts';
import {readKubeConfig, serverAddress, type KubeConfig} from '../cluster/kubeconfig.ts';
import {certificateRefused} from '../cluster/served-certificate.ts';
import {publicKeyHash} from '../cluster/x509.ts';
import {type CommandResult, type Shell, failed} from '../command.ts';
import {reach} from '../reach.ts';
import {resolve} from '../resolve.ts';
import type {Machine} from '../world.ts';
import {type Flags, readDuration} from './flags.ts';

export type Client = {
	readonly at: Shell;
	readonly flags: Flags;
	readonly server: string;
	/** The machine whose API server answers. */
	readonly machine: Machine;
	readonly user: {readonly name: string; readonly groups: readonly string[]};
	/** Minor release of the server. */
	readonly minor: number;
	readonly namespace: string;
	readonly now: number;
};

const minorIn = (version: string | undefined): number => Number(/1\.(\d+)/.exec(version ?? '')?.[1] ?? 36);

/** What the installed kubectl is. */
export const clientVersion = (at: Shell): string => {
	const version = at.machine.packages['kubectl']?.version.replace(/-.*/, '') ?? '1.36.4';
	return version.startsWith('v') ? version : `v${version}`;
};

export const configPath = (at: Shell, flags: Flags): string => {
	const named =
		flags.value('kubeconfig') ??
		at.env
			.get('KUBECONFIG')
			?.split(':')
			.find(path => path !== '');
	return at.path(named ?? `${at.env.get('HOME') ?? '/root'}/.kube/config`);
};

/** Newer clients first complain five times while they ask for the list of API groups. */
const complaints = (at: Shell, server: string, why: string): string => {
	if (minorIn(clientVersion(at)) < 26) return '';
	const time = new Date(at.now()).toISOString();
	const stamp = `E${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 23)}000   ${4000 + Math.floor(at.world.now % 1000)} memcache.go:265]`;
	const line = `${stamp} "Unhandled Error" err="couldn't get current server API group list: Get \\"${server}/api?timeout=32s\\": ${why}"\n`;
	return line.repeat(5);
};

const unable = (at: Shell, server: string, why: string): CommandResult =>
	failed(`${complaints(at, server, why)}Unable to connect to the server: ${why}\n`);

const badCertificate = (at: Shell, config: KubeConfig, checked: boolean): CommandResult | undefined => {
	const {world} = at;
	const old = minorIn(clientVersion(at)) < 27 ? '' : 'tls: failed to verify certificate: ';
	try {
		const authority = new X509Certificate(config.authority);
		if (checked && publicKeyHash(config.authority) !== world.cluster?.caHash)
			return unable(
				at,
				config.server,
				`${old}x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "kubernetes")`,
			);
		if (checked && Date.parse(authority.validFrom) > at.now())
			return unable(
				at,
				config.server,
				`${old}x509: certificate has expired or is not yet valid: current time ${new Date(at.now()).toISOString().slice(0, 19)}Z is before ${new Date(authority.validFrom).toISOString().slice(0, 19)}Z`,
			);
		if (config.certificate === undefined) return undefined;
		const certificate = new X509Certificate(config.certificate);
		return publicKeyHash(config.authority) === world.cluster?.caHash &&
			certificate.verify(authority.publicKey) &&
			Date.parse(certificate.validTo) > world.now
			? undefined
			: failed('error: You must be logged in to the server (Unauthorized)\n');
	} catch {
		return unable(at, config.server, `${old}x509: certificate signed by unknown authority`);
	}
};

const whoIs = (config: KubeConfig): Client['user'] => {
	const shown = config.certificate === undefined ? undefined : certificateUser(config.certificate);
	if (shown !== undefined) return {name: shown.name, groups: [...shown.groups, 'system:authenticated']};
	const id = config.token?.split('.')[0];
	return id === undefined
		? {name: 'system:anonymous', groups: ['system:unauthenticated']}
		: {name: `system:bootstrap:${id}`, groups: ['system:bootstrappers', 'system:authenticated']};
};

/** No kubeconfig at all: the address that kubectl has tried since its first days. */
const nowhere: KubeConfig = {server: 'http://localhost:8080', authority: '', user: ''};

export const connect = async (at: Shell, flags: Flags): Promise<Client | CommandResult> => {
	const path = configPath(at, flags);
	const text = at.files.read(path);
	if (text === undefined && flags.value('kubeconfig') !== undefined)
		return failed(`error: stat ${flags.value('kubeconfig')!}: no such file or directory\n`);
	const read = text === undefined ? nowhere : readKubeConfig(text, at.files);
	if (text !== undefined && read === undefined && text.trim() !== '' && !/^\s*apiVersion/m.test(text))
		return failed(`error: error loading config file "${path}": couldn't get version/kind; json parse error\n`);
	const config: KubeConfig = {
		...(read ?? nowhere),
		...(flags.value('server') === undefined ? {} : {server: flags.value('server')!}),
	};
	const {host, port} = serverAddress(config.server);
	const limit = flags.value('request-timeout');
	const patience = limit === undefined || limit === '0' ? 30_000 : readDuration(limit);
	const address = resolve(at.world, at.files, host);
	if (address === undefined)
		return unable(at, config.server, `dial tcp: lookup ${host} on 10.77.0.1:53: no such host`);
	const target = reach(at.world, at.filesOf, at.machine, address, port);
	if (target.outcome === 'timeout' || target.outcome === 'outside') {
		await at.pass(patience);
		return unable(
			at,
			config.server,
			limit === undefined
				? `dial tcp ${host}:${port}: i/o timeout`
				: 'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
		);
	}
	if (target.outcome === 'unreachable') {
		await at.pass(Math.min(3060, patience));
		return unable(at, config.server, `dial tcp ${host}:${port}: connect: no route to host`);
	}
	if (target.outcome === 'refused')
		return failed(
			`${complaints(at, config.server, `dial tcp ${host}:${port}: connect: connection refused`)}The connection to the server ${host}:${port} was refused - did you specify the right host or port?\n`,
		);
	if (target.outcome !== 'open' || target.listener.program !== 'kube-apiserver')
		return unable(at, config.server, 'EOF');
	const insecure = flags.has('insecure-skip-tls-verify');
	const shown = certificateRefused(
		at.world,
		at.filesOf,
		at.machine,
		target.machine,
		flags.value('tls-server-name') ?? host,
	);
	if (!insecure && shown !== undefined)
		return unable(
			at,
			config.server,
			minorIn(clientVersion(at)) < 27 ? shown.replace('tls: failed to verify certificate: ', '') : shown,
		);
	const bad = badCertificate(at, config, !insecure);
	if (bad !== undefined) return bad;
	await at.pass(60);
	return {
		at,
		flags,
		server: config.server,
		machine: target.machine,
		user: whoIs(config),
		minor: minorIn(serverVersion(target.machine)),
		namespace: flags.value('namespace') ?? 'default',
		now: at.world.now,
	};
};

/** A server without its database accepts requests and gives up on them after ten seconds. */
export const unanswered = async ({at, machine, minor}: Client, what: string): Promise<CommandResult | undefined> => {
	if (apiServerOn(at.world, machine) === 'serving') return undefined;
	await at.pass(10_000);
	return failed(
		minor < 30
			? `Error from server (InternalError): an error on the server ("") has prevented the request from succeeding (${what})\n`
			: `Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing requests (${what})\n`,
	);
};
