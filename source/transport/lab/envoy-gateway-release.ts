// What Envoy Gateway's releases publish, as far as an installation meets it: the definitions' names, the job that makes the
// certificates, the controller.
import {writeYaml} from './yaml.ts';

/** Releases, and whether each is there. */
const releases: ReadonlySet<string> = new Set(['v1.9.0', 'v1.8.3', 'v1.6.7', 'v1.3.3', 'v1.2.8']);

export const namespace = 'envoy-gateway-system';
export const controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';

const definition = (plural: string, kind: string, group: string, scope: 'Cluster' | 'Namespaced'): string =>
	writeYaml({
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: {name: `${plural}.${group}`},
		spec: {group, names: {kind, plural}, scope},
	});

const own = (name: string) => ({metadata: {name, namespace}});

const role = (name: string): readonly string[] => [
	writeYaml({apiVersion: 'v1', kind: 'ServiceAccount', ...own(name)}),
	writeYaml({
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'Role',
		...own(name),
		rules: [{apiGroups: [''], resources: ['secrets'], verbs: ['get', 'create', 'update']}],
	}),
	writeYaml({
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'RoleBinding',
		...own(name),
		roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name},
		subjects: [{kind: 'ServiceAccount', name, namespace}],
	}),
];

const labels = {'control-plane': 'envoy-gateway', 'app.kubernetes.io/name': 'gateway-helm'};

const workload = (image: string, serviceAccountName: string, container: object, more: object = {}): object => ({
	spec: {containers: [{...container, image}], serviceAccountName, ...more},
});

const install = (version: string): string => {
	const image = `docker.io/envoyproxy/gateway:${version}`;
	const certgen = 'eg-gateway-helm-certgen';
	return [
		definition('gatewayclasses', 'GatewayClass', 'gateway.networking.k8s.io', 'Cluster'),
		definition('gateways', 'Gateway', 'gateway.networking.k8s.io', 'Namespaced'),
		definition('httproutes', 'HTTPRoute', 'gateway.networking.k8s.io', 'Namespaced'),
		definition('envoyproxies', 'EnvoyProxy', 'gateway.envoyproxy.io', 'Namespaced'),
		writeYaml({apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}}),
		...role('envoy-gateway'),
		...role(certgen),
		writeYaml({
			apiVersion: 'v1',
			kind: 'ConfigMap',
			...own('envoy-gateway-config'),
			data: {
				'envoy-gateway.yaml': `apiVersion: gateway.envoyproxy.io/v1alpha1\nkind: EnvoyGateway\nprovider:\n  type: Kubernetes\n  kubernetes:\n    shutdownManager:\n      image: ${image}\n`,
			},
		}),
		writeYaml({
			apiVersion: 'batch/v1',
			kind: 'Job',
			...own(certgen),
			spec: {
				backoffLimit: 1,
				completions: 1,
				template: workload(
					image,
					certgen,
					{name: 'envoy-gateway-certgen', command: ['envoy-gateway', 'certgen']},
					{restartPolicy: 'Never'},
				),
			},
		}),
		writeYaml({
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name: 'envoy-gateway', namespace, labels},
			spec: {
				replicas: 1,
				selector: {matchLabels: labels},
				template: {
					metadata: {labels},
					...workload(
						image,
						'envoy-gateway',
						{name: 'envoy-gateway', args: ['server', '--config-path=/config/envoy-gateway.yaml']},
						{
							volumes: [
								{name: 'envoy-gateway-config', configMap: {name: 'envoy-gateway-config'}},
								{name: 'certs', secret: {secretName: 'envoy-gateway'}},
							],
						},
					),
				},
			},
		}),
	].join('---\n');
};

/** The text at an address, at GitHub or through the mirror that serves files of other hosts. */
export const envoyGatewayPage = (url: string): string | undefined => {
	const [, version = ''] =
		/^https:\/\/(?:files\.m\.daocloud\.io\/)?github\.com\/envoyproxy\/gateway\/releases\/download\/([^/]+)\/install\.yaml$/.exec(
			url,
		) ?? [];
	return releases.has(version) ? install(version) : undefined;
};
