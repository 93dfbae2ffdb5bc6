// How a joining node comes to trust the cluster: token, cluster-info, and the hash that pins its authority.
import type {Shell} from '../command.ts';
import {apiAt, tokenGood} from '../cluster/access.ts';
import {get} from '../cluster/objects.ts';
import {publicKeyHash} from '../cluster/x509.ts';
import {readYaml} from '../yaml.ts';
import {klog, Stop, type Output} from './output.ts';
import {tokenPattern} from './tokens.ts';
import {until} from './wait.ts';

export type Discovery = {
	readonly endpoint: string;
	readonly token: string;
	readonly tlsToken: string;
	readonly hashes: readonly string[];
	readonly unsafe: boolean;
};

/** All that is wrong with the arguments at once; kubeadm ends with 3 here. */
export const checkArguments = (discovery: Discovery): void => {
	const {endpoint, token, tlsToken, hashes, unsafe} = discovery;
	const bad: string[] = [];
	if (endpoint === '')
		throw new Stop('discovery: Invalid value: "": bootstrapToken or file must be set', undefined, 3);
	if (hashes.length === 0 && !unsafe)
		bad.push(
			'discovery.bootstrapToken: Invalid value: "": using token-based discovery without caCertHashes can be unsafe. Set unsafeSkipCAVerification as true in your kubeadm config file or pass --discovery-token-unsafe-skip-ca-verification flag to continue',
		);
	if (!tokenPattern.test(token))
		bad.push(`discovery.bootstrapToken.token: Invalid value: "${token}": the bootstrap token is invalid`);
	if (!tokenPattern.test(tlsToken))
		bad.push(`discovery.tlsBootstrapToken: Invalid value: "${tlsToken}": the bootstrap token is invalid`);
	if (bad.length > 0) throw new Stop(bad.length > 1 ? `[${bad.join(', ')}]` : bad[0]!, undefined, 3);
};

const identity = "couldn't validate the identity of the API Server: ";

const pins = (hashes: readonly string[]): string[] =>
	hashes.map(pin => {
		const [kind = '', value = ''] = pin.split(':');
		if (kind !== 'sha256')
			throw new Stop(`${identity}invalid public key hash: unknown format "${kind}"`, 'preflight');
		if (!/^[0-9a-f]*$/i.test(value) || (value.length % 2 === 1 && value.length !== 3))
			throw new Stop(`${identity}invalid public key hash: encoding/hex: invalid byte`, 'preflight');
		if (value.length !== 64)
			throw new Stop(
				`${identity}expected a 32 byte SHA-256 hash, found ${Math.floor(value.length / 2)} bytes`,
				'preflight',
			);
		return value.toLowerCase();
	});

export type Trusted = {readonly server: string; readonly authority: string};

/** Five minutes of patience: a token may be signed any moment, an API server may come up. */
export const discover = async (at: Shell, discovery: Discovery, out: Output): Promise<Trusted> => {
	const {world, filesOf, machine} = at;
	const {endpoint, token, hashes, unsafe} = discovery;
	const pinned = pins(hashes);
	const [id = ''] = token.split('.');
	const server = `https://${endpoint}`;
	const info = (): Record<string, string> | undefined => get(world, 'ConfigMap', 'cluster-info', 'kube-public')?.data;
	const signed = (): boolean =>
		apiAt(world, filesOf, machine, server).ok && info()?.[`jws-kubeconfig-${id}`] !== undefined;
	const start = world.now;
	const spent = await until(at, 300_000, signed);
	const access = apiAt(world, filesOf, machine, server);
	if (!access.ok) {
		const request = `Get "${server}/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s": ${access.error}`;
		throw new Stop(
			`${identity}${out.minor >= 28 ? `failed to request the cluster-info ConfigMap: ${request}` : request}`,
			'preflight',
		);
	}
	if (spent === undefined) {
		if (out.minor < 28)
			for (let when = start + 5000; when < world.now; when += 5600)
				out.warn(
					klog(
						when,
						'I',
						'token.go:221',
						`[discovery] The cluster-info ConfigMap does not yet contain a JWS signature for token ID "${id}", will try again`,
					),
				);
		throw new Stop(
			`${identity}could not find a JWS signature in the cluster-info ConfigMap for token ID "${id}"`,
			'preflight',
		);
	}
	const config = readYaml(info()?.['kubeconfig'] ?? '')[0] as {clusters?: {cluster?: Record<string, string>}[]};
	const cluster = config.clusters?.[0]?.cluster ?? {};
	const authority = Buffer.from(cluster['certificate-authority-data'] ?? '', 'base64').toString();
	const hash = publicKeyHash(authority);
	if (!unsafe && !pinned.includes(hash))
		throw new Stop(
			`${identity}cluster CA found in cluster-info ConfigMap is invalid: none of the public keys "sha256:${hash}" are pinned`,
			'preflight',
		);
	if (!tokenGood(world, discovery.tlsToken))
		throw new Stop(
			`unable to fetch the kubeadm-config ConfigMap: failed to get config map: Unauthorized`,
			'preflight',
		);
	return {server: cluster['server'] ?? server, authority};
};
