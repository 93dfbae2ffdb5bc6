import {X509Certificate} from 'node:crypto';
import {expect, test} from 'vitest';
import {
	leaves,
	makeAuthority,
	makeLeaf,
	makeServiceAccountKey,
	nth,
	pki,
	readPair,
	shared,
	signClient,
} from '../../../../source/transport/lab/cluster/pki.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('Authorities last ten years, leaves one, and every leaf is signed by its own', () => {
	const {world, machine, filesOf} = createMachines(1, 0);
	const files = filesOf('m1');
	for (const name of ['ca', 'front-proxy-ca', 'etcd/ca'] as const) makeAuthority(world, files, name);
	makeServiceAccountKey(files);
	for (const leaf of leaves) {
		makeLeaf(world, machine('m1'), files, leaf, 'm1', leaf.names === undefined ? [] : ['m1']);
		const own = new X509Certificate(readPair(files, leaf.name)!.certificate);

		expect(own.verify(new X509Certificate(readPair(files, leaf.issuer)!.certificate).publicKey)).toBe(true);
		expect(new Date(own.validTo).getUTCFullYear()).toBe(2027);
	}

	expect(new Date(new X509Certificate(readPair(files, 'ca')!.certificate).validTo).getUTCFullYear()).toBe(2036);
	expect(shared.every(name => files.exists(`${pki}/${name}`))).toBe(true);
	expect(files.mode(`${pki}/ca.key`)! & 0o777).toBe(0o600);
	expect(
		new X509Certificate(signClient(world, machine('m1'), readPair(files, 'ca')!, {cn: 'me', o: 'us'}).certificate)
			.subject,
	).toBe('O=us\nCN=me');
	expect(readPair(files, 'nothing')).toBeUndefined();
});

test('The first address of the service network is the API’s and the tenth the DNS’s', () => {
	expect([nth('10.96.0.0/12', 1), nth('10.96.0.0/12', 10), nth('172.20.255.0/24,fd00::/108', 10)]).toEqual([
		'10.96.0.1',
		'10.96.0.10',
		'172.20.255.10',
	]);
});
