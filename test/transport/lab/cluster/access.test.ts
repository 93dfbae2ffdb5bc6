import {expect, test} from 'vitest';
import {accessWith, apiAt, tokenGood} from '../../../../source/transport/lab/cluster/access.ts';
import {readKubeConfig, writeKubeConfig} from '../../../../source/transport/lab/cluster/kubeconfig.ts';
import {issue} from '../../../../source/transport/lab/cluster/x509.ts';
import {cluster, endpoint} from '../../../helpers/machines.ts';

const admin = '/etc/kubernetes/admin.conf';

test('Address, authority and certificate all have to be right', async () => {
	const {world, filesOf, machine} = await cluster(1, 0);
	const files = filesOf('m1');
	const good = readKubeConfig(files.read(admin))!;

	expect(accessWith(world, filesOf, machine('m1'), admin)).toMatchObject({ok: true, server: `https://${endpoint}`});

	const other = issue({subject: {cn: 'kubernetes'}, from: world.now - 1000, until: world.now + 1e11, serial: '01'});
	const foreign = issue({
		subject: {cn: 'kubernetes-admin'},
		issuer: other,
		from: world.now - 1000,
		until: world.now + 1e11,
		serial: '02',
	});
	writeKubeConfig(files, '/root/foreign', {...good, authority: other.certificate, pair: foreign});

	expect(accessWith(world, filesOf, machine('m1'), '/root/foreign')).toMatchObject({
		ok: false,
		error: expect.stringContaining('unknown authority'),
	});

	writeKubeConfig(files, '/root/stranger', {...good, pair: foreign});

	expect(accessWith(world, filesOf, machine('m1'), '/root/stranger')).toMatchObject({
		ok: false,
		error: 'Unauthorized',
	});
	expect(accessWith(world, filesOf, machine('m1'), '/root/none')).toMatchObject({
		ok: false,
		error: 'open /root/none: no such file or directory',
	});
});

test('A clock far behind does not trust a certificate of today', async () => {
	const {world, filesOf, machine} = await cluster(1, 0);
	machine('m1').clockOffset = -86_400_000;

	expect(accessWith(world, filesOf, machine('m1'), admin)).toMatchObject({
		ok: false,
		error: expect.stringContaining('not yet valid'),
	});
});

test('The way to the API server is told as Go tells it', async () => {
	const {world, filesOf, machine, off} = await cluster(1, 1);
	const from = machine('w1');

	expect(apiAt(world, filesOf, from, 'https://10.77.0.11:6443')).toMatchObject({ok: true});
	expect(apiAt(world, filesOf, from, 'https://10.77.0.21:6443')).toEqual({
		ok: false,
		error: 'dial tcp 10.77.0.21:6443: connect: connection refused',
	});
	expect(apiAt(world, filesOf, from, 'https://10.77.0.99:6443')).toEqual({
		ok: false,
		error: 'dial tcp 10.77.0.99:6443: connect: no route to host',
	});

	off('m1');

	expect(apiAt(world, filesOf, from, `https://${endpoint}`)).toEqual({ok: false, error: 'EOF'});
});

test('A token is good with its secret and until it runs out', async () => {
	const {world, join} = await cluster(1, 0);

	expect(tokenGood(world, join.token)).toBe(true);
	expect(tokenGood(world, `${join.token.slice(0, 7)}0123456789abcdef`)).toBe(false);

	world.now += 25 * 3_600_000;

	expect(tokenGood(world, join.token)).toBe(false);
});
