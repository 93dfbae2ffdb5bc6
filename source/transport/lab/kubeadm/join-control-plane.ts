// What a join does more when the node becomes a control plane.
import {loose} from '../cluster/loose.ts';
import {get, put} from '../cluster/objects.ts';
import {pki, shared} from '../cluster/pki.ts';
import type {Shell} from '../command.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import {writeJoinCertificates} from './certificate-files.ts';
import type {Plan} from './config.ts';
import {writeControlPlane, writeKubeConfigs} from './files.ts';
import {pullInPreflight} from './images.ts';
import type {Request} from './join-request.ts';
import {type Output, Stop} from './output.ts';
import {controlPlaneChecks, runChecks} from './preflight.ts';
import {decryptCertificates} from './tokens.ts';

const conditions = (why: string): Stop =>
	new Stop(
		`\nOne or more conditions for hosting a new control plane instance is not satisfied.\n\n${why}\n\nPlease ensure that:\n* The cluster has a stable controlPlaneEndpoint address.\n* The certificates that must be shared among control plane instances are provided.\n\n`,
		'preflight',
	);

/** What each missing file is called in kubeadm's complaint. */
const missing = (at: Shell): string | undefined => {
	const labels: Readonly<Record<string, string>> = {
		ca: 'CA',
		sa: 'service account',
		'front-proxy-ca': 'front-proxy CA',
		'etcd/ca': 'etcd CA',
	};
	for (const file of shared) {
		if (at.files.exists(`${pki}/${file}`)) continue;
		const [, name = '', type = ''] = /^(.*)\.(\w+)$/.exec(file) ?? [];
		const what = type === 'crt' ? 'certificate' : type === 'pub' ? 'public key' : 'key';
		return type === 'crt' || name !== 'sa'
			? `failure loading ${what} for ${labels[name]}: couldn't load the ${type === 'crt' ? 'certificate' : 'private key'} file ${pki}/${file}: open ${pki}/${file}: no such file or directory`
			: `failure loading ${what} for ${labels[name]}: couldn't load the private key file ${pki}/${file}: open ${pki}/${file}: no such file or directory`;
	}
	return undefined;
};

export const prepareControlPlane = async (at: Shell, plan: Plan, request: Request, out: Output): Promise<void> => {
	if (plan.endpoint === undefined)
		throw conditions(
			"unable to add a new control plane instance to a cluster that doesn't have a stable controlPlaneEndpoint address",
		);
	const lacking = request.key === undefined ? missing(at) : undefined;
	if (lacking !== undefined) throw conditions(lacking);
	out.print('[preflight] Running pre-flight checks before initializing the new control plane instance');
	runChecks(controlPlaneChecks(request.port), {at, ...plan}, out, request.ignore);
	await pullInPreflight(at, plan, out);
	if (request.key !== undefined) downloadCertificates(at, request.key, out);
	writeJoinCertificates(at, plan, out);
	out.print('[kubeconfig] Generating kubeconfig files');
	writeKubeConfigs(at, plan, out, file => ['admin', 'controller-manager', 'scheduler'].includes(file));
	await at.pass(1200);
	writeControlPlane(at, plan, out);
};

const downloadCertificates = (at: Shell, key: string, out: Output): void => {
	const phase = 'control-plane-prepare/download-certs';
	out.print('[download-certs] Downloading the certificates in Secret "kubeadm-certs" in the "kube-system" Namespace');
	const secret = get(at.world, 'Secret', 'kubeadm-certs', 'kube-system');
	if (secret === undefined)
		throw new Stop(
			'error downloading certs: error downloading the secret: Secret "kubeadm-certs" was not found in the "kube-system" Namespace. This Secret might have expired. Please, run `kubeadm init phase upload-certs --upload-certs` on a control plane to generate a new one',
			phase,
		);
	const files = decryptCertificates(secret, key);
	if (typeof files === 'string') throw new Stop(`error downloading certs: ${files}`, phase);
	if (out.minor >= 28) out.print(`[download-certs] Saving the certificates to the folder: "${pki}"`);
	for (const [name, text] of Object.entries(files))
		at.files.write(`${pki}/${name}`, text, name.endsWith('.key') ? 0o600 : 0o644);
};

/** 1.20 and 1.21 kept the addresses of all API servers in one more document. */
export const updateStatus = (at: Shell, plan: Plan): void => {
	const map = get(at.world, 'ConfigMap', 'kubeadm-config', 'kube-system');
	if (plan.minor >= 22 || map === undefined) return;
	const status = structuredClone(loose(readYaml(map.data?.['ClusterStatus'] ?? '')[0]));
	status['apiEndpoints'] = {
		...loose(status['apiEndpoints']),
		[plan.node]: {advertiseAddress: plan.address, bindPort: plan.port},
	};
	put(at.world, {...map, data: {...map.data, ClusterStatus: writeYaml(status)}});
};
