import {expect, test} from 'vitest';
import {checkArguments, discover} from '../../../../source/transport/lab/kubeadm/discovery.ts';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {cluster, endpoint} from '../../../helpers/machines.ts';

const request = {
	endpoint,
	token: 'abcdef.0123456789abcdef',
	tlsToken: 'abcdef.0123456789abcdef',
	hashes: [`sha256:${'0'.repeat(64)}`],
	unsafe: false,
};

test.each([
	[{...request, endpoint: ''}, 'discovery: Invalid value: "": bootstrapToken or file must be set'],
	[
		{...request, hashes: []},
		'discovery.bootstrapToken: Invalid value: "": using token-based discovery without caCertHashes can be unsafe.',
	],
	[
		{...request, token: 'nonsense', tlsToken: 'nonsense'},
		'[discovery.bootstrapToken.token: Invalid value: "nonsense": the bootstrap token is invalid, discovery.tlsBootstrapToken: Invalid value: "nonsense": the bootstrap token is invalid]',
	],
])('Arguments that cannot be right end with 3', (bad, message) => {
	expect(() => checkArguments(bad)).toThrow(message);
	expect(() => checkArguments(bad)).toThrow(expect.objectContaining({exit: 3}));
});

test('A hash that is not the authority’s, or no hash at all', async () => {
	const machines = await cluster(1, 1);
	const at = machines.shell('w1');
	const {token, hash} = machines.join;
	const good = {...request, token, tlsToken: token};

	await expect(discover(at, good, output(36))).rejects.toThrow(`none of the public keys "${hash}" are pinned`);
	await expect(discover(at, {...good, hashes: ['sha256:abc']}, output(36))).rejects.toThrow(
		'expected a 32 byte SHA-256 hash, found 1 bytes',
	);
	await expect(discover(at, {...good, hashes: ['md5:abc']}, output(36))).rejects.toThrow('unknown format "md5"');
	await expect(discover(at, {...good, hashes: [hash]}, output(36))).resolves.toMatchObject({
		server: `https://${endpoint}`,
	});
	await expect(discover(at, {...good, hashes: [], unsafe: true}, output(36))).resolves.toBeDefined();
});

test('An unknown or expired token is waited for, five minutes long', async () => {
	const machines = await cluster(1, 1);
	const {hash} = machines.join;
	const start = machines.world.now;

	await expect(discover(machines.shell('w1'), {...request, hashes: [hash]}, output(36))).rejects.toThrow(
		'could not find a JWS signature in the cluster-info ConfigMap for token ID "abcdef"',
	);
	expect(machines.world.now - start).toBeGreaterThanOrEqual(300_000);

	const out = output(20);
	await expect(discover(machines.shell('w1'), {...request, hashes: [hash]}, out)).rejects.toThrow(
		"couldn't validate the identity of the API Server",
	);
	expect(out.result(1).stderr).toContain(
		'does not yet contain a JWS signature for token ID "abcdef", will try again',
	);
});

test('Nobody at the address', async () => {
	const machines = await cluster(1, 1);

	await expect(discover(machines.shell('w1'), {...request, endpoint: '10.77.0.99:9443'}, output(36))).rejects.toThrow(
		'failed to request the cluster-info ConfigMap: Get "https://10.77.0.99:9443/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s": dial tcp 10.77.0.99:9443: connect: no route to host',
	);
	await expect(discover(machines.shell('w1'), {...request, endpoint: '10.77.0.99:9443'}, output(20))).rejects.toThrow(
		'API Server: Get "https://10.77.0.99:9443/',
	);
});
