import {expect, test} from 'vitest';
import {faultLabs} from '../../helpers/fault-labs.ts';
import {doctorAt} from '../../helpers/look-at-lab.ts';

test('Where no API server is left to tell the cluster’s configuration, the pairs are made anew with the names they had', async () => {
	const {open, plan} = faultLabs['1.36']!;
	const lab = await open();
	const never = new AbortController().signal;
	const names = 'openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -ext subjectAltName';
	const before = await lab.open('m2').run(names);
	for (const host of ['m1', 'm2', 'm3'])
		await lab
			.open(host)
			.run(
				'openssl genrsa -out /etc/kubernetes/pki/apiserver.key 2048; crictl stop "$(crictl ps --name kube-apiserver -q)"',
			);
	await lab.clock.sleep(120_000, never);
	const {store, doctor} = doctorAt(lab, plan);
	const found = async () => {
		await doctor.look();
		return store.getState().diagnosis!.found.map(({id, confidence}) => `${id} ${confidence}`);
	};

	expect(await found()).toEqual(['certificate-key-differs confirmed']);
	expect(await doctor.cure('certificate-key-differs', 'new-key-pair')).toBe('done');
	await lab.clock.sleep(60_000, never);
	expect(await found()).toEqual([]);
	expect(await lab.open('m2').run(names)).toEqual(before);
});
