// kubeadm's configuration files: which kinds and API versions it takes, and what it says about others.
import {type Loose, loose, plainText} from '../cluster/loose.ts';
import {release} from '../cluster/versions.ts';
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
	if (!reads.includes(version)) {
		if (out.minor >= 31 && /^v1(alpha|beta)/.test(version))
			throw new Stop(
				`your configuration file uses an old API spec: "kubeadm.k8s.io/${version}" (kind: "${kind}"). Please use kubeadm v${older(version)} instead and run 'kubeadm config migrate --old-config old-config-file --new-config new-config-file', which will write the new, similar spec using a newer API version.`,
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
				`your configuration file uses a deprecated API spec: "kubeadm.k8s.io/${version}"${out.minor >= 31 ? ` (kind: "${kind}")` : ''}. Please use 'kubeadm config migrate --old-config ${out.minor >= 31 ? 'old-config-file --new-config new-config-file' : 'old.yaml --new-config new.yaml'}', which will write the new, similar spec using a newer API version.`,
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

const older = (version: string): string => ({v1beta2: '1.22', v1beta3: '1.36'})[version] ?? '1.15';
