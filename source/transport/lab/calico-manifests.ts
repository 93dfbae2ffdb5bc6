// What Calico's releases publish for its operator, as far as an installation meets it: the definitions' names, the operator.
import {publishedText} from './archive.ts';
import {writeYaml} from './yaml.ts';

const definition = (plural: string, kind: string, group: string): string =>
	writeYaml({
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: {name: `${plural}.${group}`},
		spec: {group, names: {kind, plural}, scope: 'Cluster'},
	});

const definitions = [
	definition('installations', 'Installation', 'operator.tigera.io'),
	definition('tigerastatuses', 'TigeraStatus', 'operator.tigera.io'),
	definition('ippools', 'IPPool', 'crd.projectcalico.org'),
].join('---\n');

/** Releases, with the operator that each is installed by, and the file that has the definitions. */
const releases: Readonly<Record<string, readonly [operator: string, definitions: string]>> = {
	'v3.32.2': ['v1.42.6', 'v1_crd_projectcalico_org.yaml'],
	'v3.31.3': ['v1.40.3', 'operator-crds.yaml'],
};

/** Of the real files, as far as they are known. */
const sums: Readonly<Record<string, string>> = {
	'v3.31.3/operator-crds.yaml': 'd6193da8ce442328c1a14d3a3bb7ad89fcaceceac5fb293254095fbf736c2499',
	'v3.31.3/tigera-operator.yaml': '23d4b023fd862741b8c0fe068d27cecd18f27edda93ecc6b4433c7faeb2b940e',
};

const labels = {name: 'tigera-operator', 'k8s-app': 'tigera-operator'};

const operator = (tag: string): string =>
	[
		writeYaml({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'tigera-operator'}}),
		writeYaml({
			apiVersion: 'v1',
			kind: 'ServiceAccount',
			metadata: {name: 'tigera-operator', namespace: 'tigera-operator'},
		}),
		writeYaml({
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name: 'tigera-operator', namespace: 'tigera-operator', labels},
			spec: {
				replicas: 1,
				selector: {matchLabels: {name: 'tigera-operator'}},
				template: {
					metadata: {labels},
					spec: {
						hostNetwork: true,
						dnsPolicy: 'ClusterFirstWithHostNet',
						serviceAccountName: 'tigera-operator',
						tolerations: [
							{effect: 'NoExecute', operator: 'Exists'},
							{effect: 'NoSchedule', operator: 'Exists'},
						],
						containers: [
							{
								name: 'tigera-operator',
								image: `quay.io/tigera/operator:${tag}`,
								command: ['operator'],
							},
						],
					},
				},
			},
		}),
	].join('---\n');

/** The text at an address, at GitHub or through the mirror that serves files of other hosts. */
export const calicoPage = (url: string): string | undefined => {
	const [, version = '', file] =
		/^https:\/\/(?:files\.m\.daocloud\.io\/)?raw\.githubusercontent\.com\/projectcalico\/calico\/([^/]+)\/manifests\/([\w.-]+)$/.exec(
			url,
		) ?? [];
	const [tag, crds] = releases[version] ?? [];
	if (tag === undefined) return undefined;
	const text = file === 'tigera-operator.yaml' ? operator(tag) : file === crds ? definitions : undefined;
	const sum = sums[`${version}/${file}`];
	return text === undefined || sum === undefined ? text : publishedText(sum, text);
};

/** Which Calico an operator of this tag installs. */
export const calicoOf = (operatorTag: string): string | undefined =>
	Object.entries(releases).find(([, [tag]]) => tag === operatorTag)?.[0];
