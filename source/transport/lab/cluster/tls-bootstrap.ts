// TLS bootstrap: with a bootstrap token the kubelet asks for a client certificate, and writes its own kubeconfig.
import type {Files} from '../files.ts';
import {accessWith} from './access.ts';
import {readKubeConfig, writeKubeConfig} from './kubeconfig.ts';
import {hex} from './ids.ts';
import {put} from './objects.ts';
import {clientPem, readPair, signClient} from './pki.ts';
import {remembered} from './remembered.ts';
import type {At} from './pod-status.ts';
import type {Pair} from './x509.ts';

export const bootstrapConfig = '/etc/kubernetes/bootstrap-kubelet.conf';
export const kubeletConfig = '/etc/kubernetes/kubelet.conf';

/** The cluster's authority lies on its control planes. */
const authority = ({world, filesOf}: At): Pair | undefined => {
	for (const machine of Object.values(world.machines)) {
		if (machine.etcd === undefined || machine.power === 'off') continue;
		const pair = readPair(filesOf(machine.name), 'ca');
		if (pair !== undefined) return pair;
	}
	return undefined;
};

export const bootstrap = (at: At): boolean => {
	const {world, machine, files, filesOf} = at;
	const asks = remembered(files, 'bootstrap', () => !files.exists(kubeletConfig) && files.exists(bootstrapConfig));
	if (!asks) return false;
	const access = accessWith(world, filesOf, machine, bootstrapConfig);
	const ca = authority(at);
	const config = readKubeConfig(files.read(bootstrapConfig));
	if (!access.ok || ca === undefined || config === undefined) return false;
	const node = machine.kubelet!.node;
	const pair = signClient(world, machine, ca, {cn: `system:node:${node}`, o: 'system:nodes'});
	const name = `csr-${hex(world, 5)}`;
	put(world, {
		apiVersion: 'certificates.k8s.io/v1',
		kind: 'CertificateSigningRequest',
		metadata: {name},
		spec: {
			signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
			username: `system:bootstrap:${(config.token ?? '').split('.')[0]!}`,
			usages: ['digital signature', 'client auth'],
		},
		status: {
			conditions: [
				{
					type: 'Approved',
					status: 'True',
					reason: 'AutoApproved',
					message: 'Auto approving kubelet client certificate after SubjectAccessReview.',
				},
			],
			certificate: Buffer.from(pair.certificate).toString('base64'),
		},
	});
	files.write(clientPem, pair.certificate + pair.key, 0o600);
	writeKubeConfig(files, kubeletConfig, {
		server: config.server,
		authority: config.authority,
		user: 'default-auth',
		cluster: 'default-cluster',
		certificateFile: clientPem,
	});
	return true;
};

const decoded = (text: string, field: string): string =>
	Buffer.from(new RegExp(`^\\s*${field}: (\\S+)$`, 'm').exec(text)?.[1] ?? '', 'base64').toString();

/** The kubelet has written the certificate it was started with to a file of its own, which its kubeconfig names from now on. */
export const rotatable = (files: Files): void => {
	const text = files.read(kubeletConfig) ?? '';
	const certificate = decoded(text, 'client-certificate-data');
	if (certificate === '') return;
	files.write(clientPem, certificate + decoded(text, 'client-key-data'), 0o600);
	files.write(
		kubeletConfig,
		text.replaceAll(/^(\s*client-(?:certificate|key))-data: \S+$/gm, `$1: ${clientPem}`),
		0o600,
	);
};
