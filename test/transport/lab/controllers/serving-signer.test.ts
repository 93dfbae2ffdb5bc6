import {expect, test} from 'vitest';
import {writeRequest} from '../../../../source/transport/lab/cluster/certificate-request.ts';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {newKey} from '../../../../source/transport/lab/cluster/x509.ts';
import {signServing} from '../../../../source/transport/lab/controllers/serving-signer.ts';
import {cluster} from '../../../helpers/machines.ts';

const key = newKey();

test('Signed is what was approved and asked for by the node itself', async () => {
	const {world, filesOf} = await cluster(1, 0);
	const ask = (name: string, username: string, conditions: readonly object[]): void =>
		void put(world, {
			apiVersion: 'certificates.k8s.io/v1',
			kind: 'CertificateSigningRequest',
			metadata: {name},
			spec: {
				request: Buffer.from(writeRequest(key, {cn: 'system:node:m1', o: 'system:nodes'}, ['m1'])).toString(
					'base64',
				),
				signerName: 'kubernetes.io/kubelet-serving',
				username,
			},
			status: {conditions},
		});
	const approved = [{type: 'Approved', status: 'True'}];
	ask('own', 'system:node:m1', approved);
	ask('pending', 'system:node:m1', []);
	ask('foreign', 'system:node:m2', approved);

	signServing(world, filesOf('m1'));

	const statusOf = (name: string) => get(world, 'CertificateSigningRequest', name)?.status;
	expect(Buffer.from(String(statusOf('own')?.['certificate']), 'base64').toString()).toContain('BEGIN CERTIFICATE');
	expect(statusOf('pending')?.['certificate']).toBeUndefined();
	expect(statusOf('foreign')).toMatchObject({conditions: [{type: 'Approved'}, {reason: 'SignerValidationFailure'}]});
});
