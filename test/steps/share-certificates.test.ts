import {expect, it} from 'vitest';
import {shareCertificates} from '../../steps/share-certificates.ts';
import {givenFor, labPlan, singlePlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(shareCertificates);

const [upload] = shareCertificates.tasks;

it('is satisfied once every other control plane is a node, or while the uploaded certificates are there', () => {
	const check = upload!.check.ask(givenFor(labPlan, 'm1'));
	expect(check).toContain('get nodes m2 m3');
	expect(check).toContain('get secret kubeadm-certs');
});

it('captures the new key when it uploads the certificates again', () => {
	expect(upload!.run(givenFor(labPlan, 'm1'))).toContain('kubeadm init phase upload-certs --upload-certs --config');
	expect(upload!.capture!['certificate-key']).toMatchObject({lasts: 7200, secret: true});
});

it('copies instead where the plan says so, in an order that leaves no key behind', () => {
	const given = givenFor({...labPlan, certificates: 'copy'}, 'm1');
	expect(shareCertificates.tasks.filter(({when}) => when!(given)).map(({id}) => id)).toEqual([
		'copy-key',
		'copy-access',
		'copy-certificates',
		'copied-certificates',
		'copy-key-removed',
	]);
});

it('is not for a cluster with one control plane', () => {
	for (const certificates of ['upload', 'copy'] as const) {
		const given = givenFor({...singlePlan, certificates}, 'm1');
		expect(shareCertificates.tasks.filter(({when}) => when!(given))).toEqual([]);
	}
});
