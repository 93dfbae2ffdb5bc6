// kubeadm's configuration files: which kinds and API versions it takes, and what it says about others.
import {type Loose, loose, plainText} from '../cluster/loose.ts';
import {minorOf, release} from '../cluster/versions.ts';
import type {Shell} from '../command.ts';
import {YamlError, readYaml} from '../yaml.ts';
import {type Output, Stop, klog} from './output.ts';

const known: Readonly<Record<string, readonly string[]>> = {
	InitConfiguration: [
		'apiVersion',
		'kind',
		'bootstrapTokens',
		'localAPIEndpoint',
		'nodeRegistration',
		'certificateKey',
		'skipPhases',
		'patches',
		'timeouts',
		'dryRun',
	],
	ClusterConfiguration: [
		'apiVersion',
		'kind',
		'apiServer',
		'caCertificateValidityPeriod',
		'certificateValidityPeriod',
		'certificatesDir',
		'clusterName',
		'controlPlaneEndpoint',
		'controllerManager',
		'dns',
		'encryptionAlgorithm',
		'etcd',
		'featureGates',
		'imageRepository',
		'kubernetesVersion',
		'networking',
		'proxy',
		'scheduler',
		'useHyperKubeImage',
	],
	JoinConfiguration: [
		'apiVersion',
		'kind',
		'caCertPath',
		'controlPlane',
		'discovery',
		'nodeRegistration',
		'skipPhases',
		'patches',
		'timeouts',
		'dryRun',
	],
};

/** Documents of a configuration file by kind. */
export const readConfig = (at: Shell, out: Output, path: string): Readonly<Record<string, Loose>> => {
	const source =
		path === '-' || path === '/dev/stdin' ? at.stdin : path === '/dev/null' ? '' : at.files.read(at.path(path));
	if (source === undefined)
		throw new Stop(
			`unable to read config from "${path}": open ${path}: no such file or directory`.replace(
				/^unable to read config from "[^"]*": /,
				out.minor < 31 ? '' : `unable to read config from "${path}": `,
			),
		);
	let documents: readonly unknown[];
	try {
		documents = readYaml(source);
	} catch (error) {
		throw new Stop(error instanceof YamlError ? `error converting YAML to JSON: ${error.message}` : String(error));
	}
	const found: Record<string, Loose> = {};
	for (const document of documents.map(loose)) {
		const kind = plainText(document['kind']);
		const [group = '', version = ''] = plainText(document['apiVersion']).split('/');
		if (group === 'kubeadm.k8s.io') checkKind(at, out, kind, version, document);
		else if (group !== 'kubelet.config.k8s.io' && group !== 'kubeproxy.config.k8s.io')
			out.warn(
				klog(
					at.now(),
					'W',
					'initconfiguration.go:362',
					`[config] WARNING: Ignored configuration document with GroupVersionKind ${group}/${version}, Kind=${kind}`,
				),
			);
		found[kind] = document;
	}
	return found;
};

const checkKind = (at: Shell, out: Output, kind: string, version: string, document: Loose): void => {
	const {reads, api} = release(out.minor);
	const newer = out.minor >= 31;
	const migrate = `'kubeadm config migrate ${newer ? '--old-config old-config-file --new-config new-config-file' : '--old-config old.yaml --new-config new.yaml'}', which will write the new, similar spec using a newer API version.`;
	const spec = `"kubeadm.k8s.io/${version}"${newer ? ` (kind: "${kind}")` : ''}`;
	if (!reads.includes(version)) {
		const last = lastToRead[version];
		if (last !== undefined && minorOf(last) < out.minor)
			throw new Stop(
				`your configuration file uses an old API spec: ${spec}. Please use kubeadm ${last} instead and run ${migrate}`,
			);
		if (version === 'v1beta4' && out.minor >= 28)
			throw new Stop(
				`experimental API spec: ${spec} is not allowed. You can use the --allow-experimental-api flag if the command supports it`,
			);
		throw new Stop(
			`no kind "${kind}" is registered for version "kubeadm.k8s.io/${version}" in scheme "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/scheme/scheme.go:31"`,
		);
	}
	if (version !== api)
		out.warn(
			klog(
				at.now(),
				'W',
				'common.go:101',
				`your configuration file uses a deprecated API spec: ${spec}. Please use ${migrate}`,
			),
		);
	const stranger = Object.keys(document).find(key => known[kind] !== undefined && !known[kind].includes(key));
	if (stranger !== undefined) {
		const words = `error unmarshaling configuration schema.GroupVersionKind{Group:"kubeadm.k8s.io", Version:"${version}", Kind:"${kind}"}: `;
		out.warn(
			klog(
				at.now(),
				'W',
				'strict.go:54',
				out.minor < 23
					? `${words}error unmarshaling JSON: while decoding JSON: json: unknown field "${stranger}"`
					: `${words}strict decoding error: unknown field "${stranger}"`,
			),
		);
	}
};

/** The last kubeadm that still migrates an API version, in kubeadm's own words. */
const lastToRead: Readonly<Record<string, string>> = {
	v1alpha1: 'v1.11',
	v1alpha2: 'v1.12',
	v1alpha3: 'v1.14',
	v1beta1: 'v1.15',
	v1beta2: 'v1.22',
	v1beta3: 'v1.36',
};
