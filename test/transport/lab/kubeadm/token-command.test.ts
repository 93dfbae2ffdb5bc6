import {expect, test} from 'vitest';
import {cluster, must, oldest, prepared} from '../../../helpers/machines.ts';

test('Tokens are created, listed and deleted', async () => {
	const machines = await cluster(1, 0);
	const token = (await must(machines, 'm1', 'kubeadm token create --ttl 2h --description worker')).trim();
	const list = await must(machines, 'm1', 'kubeadm token list');

	expect(token).toMatch(/^[a-z0-9]{6}\.[a-z0-9]{16}$/);
	expect(list).toMatch(
		new RegExp(
			`^${token.replace('.', String.raw`\.`)} +1h +2026-11-23T11:\\S+ +authentication,signing +worker +system:bootstrappers:kubeadm:default-node-token$`,
			'm',
		),
	);
	expect(list).toMatch(/<none> +Proxy for managing TTL for the kubeadm-certs secret/);
	expect(
		JSON.parse((await must(machines, 'm1', 'kubeadm token list -o json')).split('\n}\n')[0]! + '}'),
	).toMatchObject({kind: 'BootstrapToken'});
	expect(await must(machines, 'm1', `kubeadm token delete ${token}`)).toBe(
		`bootstrap token "${token.slice(0, 6)}" deleted\n`,
	);
	expect(await must(machines, 'm1', 'kubeadm token list')).not.toContain(token);
});

test('A join command is printed whole', async () => {
	const machines = await cluster(1, 0);
	const {hash, key} = machines.join;

	expect(await must(machines, 'm1', 'kubeadm token create --print-join-command')).toMatch(
		new RegExp(`^kubeadm join 10\\.77\\.0\\.100:9443 --token \\S+ --discovery-token-ca-cert-hash ${hash} ?\\n$`),
	);
	expect(await must(machines, 'm1', `kubeadm token create --print-join-command --certificate-key ${key}`)).toContain(
		`--control-plane --certificate-key ${key}`,
	);
	expect(await must(await cluster(1, 0, oldest), 'm1', 'kubeadm token create --print-join-command')).toMatch(
		/--token \S+ {5}--discovery-token-ca-cert-hash/,
	);
});

test('A token that never expires says so', async () => {
	const machines = await cluster(1, 0);
	await must(machines, 'm1', 'kubeadm token create --ttl 0');

	expect(await must(machines, 'm1', 'kubeadm token list')).toMatch(/<forever> +<never>/);
});

test.each([
	['kubeadm token create bad.token', 'the bootstrap token "bad.token" was not of the form'],
	['kubeadm token create --ttl soon', 'time: invalid duration "soon"'],
	['kubeadm token delete abcdef', 'secrets "bootstrap-token-abcdef" not found'],
	['kubeadm token delete ABC', "given token didn't match pattern"],
	['kubeadm token delete', 'missing argument'],
	['kubeadm token make', 'invalid subcommand "make"'],
])('%s is refused', async (line, words) => {
	const machines = await cluster(1, 0);

	expect(await machines.run('m1', line)).toMatchObject({exit: 1, stderr: expect.stringContaining(words)});
});

test('On a host without the admin’s configuration there is nothing to talk to', async () => {
	expect((await prepared(1, 0).run('m1', 'kubeadm token list')).stderr).toContain(
		'failed to load admin kubeconfig: open /etc/kubernetes/admin.conf: no such file or directory',
	);
});
