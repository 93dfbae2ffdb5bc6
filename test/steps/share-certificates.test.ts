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

it('is not for a cluster with one control plane', () => {
	expect(upload!.when!(givenFor(singlePlan, 'm1'))).toBe(false);
});
