// csrsigning, for kubelets' serving certificates: what somebody has approved is signed, if the one who asks names himself.
import {readRequest} from '../cluster/certificate-request.ts';
import {list, stamp, touch} from '../cluster/objects.ts';
import {readPair, serial, year} from '../cluster/pki.ts';
import {servingSigner} from '../cluster/serving-certificate.ts';
import {issue} from '../cluster/x509.ts';
import type {Files} from '../files.ts';
import type {KubeObject, World} from '../world.ts';

type Condition = {readonly type: string};

const conditionsOf = ({status}: KubeObject): readonly Condition[] =>
	(status?.['conditions'] as readonly Condition[] | undefined) ?? [];

const is = (request: KubeObject, type: string): boolean =>
	conditionsOf(request).some(condition => condition.type === type);

const sign = (world: World, files: Files, request: KubeObject): void => {
	const asked = readRequest(Buffer.from(String(request.spec?.['request']), 'base64').toString());
	const ca = readPair(files, 'ca');
	if (ca === undefined) return;
	const wrong = asked === undefined || asked.subject.cn !== request.spec?.['username'];
	request.status = wrong
		? {
				...request.status,
				conditions: [
					...conditionsOf(request),
					{
						type: 'Failed',
						status: 'True',
						reason: 'SignerValidationFailure',
						message: 'subject common name does not match the requesting user',
						lastUpdateTime: stamp(world.now),
					},
				],
			}
		: {
				...request.status,
				certificate: Buffer.from(
					issue({
						subject: asked.subject,
						issuer: ca,
						from: world.now - 300_000,
						until: world.now + year,
						names: asked.names.map(({value}) => value),
						usage: ['server'],
						serial: serial(world),
						key: asked.publicKey,
					}).certificate,
				).toString('base64'),
			};
	touch(world, request);
};

/** `files` are those of the machine whose controller manager leads. */
export const signServing = (world: World, files: Files): void => {
	for (const request of list(world, 'CertificateSigningRequest'))
		if (
			request.spec?.['signerName'] === servingSigner &&
			is(request, 'Approved') &&
			!is(request, 'Failed') &&
			request.status?.['certificate'] === undefined
		)
			sign(world, files, request);
};
