// The kinds of an installation, as `kubectl api-resources` knows them.

export type Kind = {
	readonly kind: string;
	readonly plural: string;
	readonly singular: string;
	readonly short: readonly string[];
	readonly apiVersion: string;
	readonly namespaced: boolean;
};

const line = (text: string): Kind => {
	const [plural = '', short = '-', apiVersion = 'v1', namespaced = 'true', kind = ''] = text.trim().split(/\s+/);
	return {
		kind,
		plural,
		singular: kind.toLowerCase(),
		short: short === '-' ? [] : short.split(','),
		apiVersion,
		namespaced: namespaced === 'true',
	};
};

/** Name, short names, API version, namespaced, kind. */
export const kinds: readonly Kind[] = `
componentstatuses cs v1 false ComponentStatus
configmaps cm v1 true ConfigMap
endpoints ep v1 true Endpoints
events ev v1 true Event
limitranges limits v1 true LimitRange
namespaces ns v1 false Namespace
nodes no v1 false Node
persistentvolumeclaims pvc v1 true PersistentVolumeClaim
persistentvolumes pv v1 false PersistentVolume
pods po v1 true Pod
replicationcontrollers rc v1 true ReplicationController
resourcequotas quota v1 true ResourceQuota
secrets - v1 true Secret
serviceaccounts sa v1 true ServiceAccount
services svc v1 true Service
customresourcedefinitions crd,crds apiextensions.k8s.io/v1 false CustomResourceDefinition
apiservices - apiregistration.k8s.io/v1 false APIService
controllerrevisions - apps/v1 true ControllerRevision
daemonsets ds apps/v1 true DaemonSet
deployments deploy apps/v1 true Deployment
replicasets rs apps/v1 true ReplicaSet
statefulsets sts apps/v1 true StatefulSet
cronjobs cj batch/v1 true CronJob
jobs - batch/v1 true Job
certificatesigningrequests csr certificates.k8s.io/v1 false CertificateSigningRequest
leases - coordination.k8s.io/v1 true Lease
endpointslices - discovery.k8s.io/v1 true EndpointSlice
ingressclasses - networking.k8s.io/v1 false IngressClass
ingresses ing networking.k8s.io/v1 true Ingress
networkpolicies netpol networking.k8s.io/v1 true NetworkPolicy
poddisruptionbudgets pdb policy/v1 true PodDisruptionBudget
clusterrolebindings - rbac.authorization.k8s.io/v1 false ClusterRoleBinding
clusterroles - rbac.authorization.k8s.io/v1 false ClusterRole
rolebindings - rbac.authorization.k8s.io/v1 true RoleBinding
roles - rbac.authorization.k8s.io/v1 true Role
priorityclasses pc scheduling.k8s.io/v1 false PriorityClass
storageclasses sc storage.k8s.io/v1 false StorageClass
installations - operator.tigera.io/v1 false Installation
tigerastatuses tigerastatus operator.tigera.io/v1 false TigeraStatus
ippools - crd.projectcalico.org/v1 false IPPool
gatewayclasses gc gateway.networking.k8s.io/v1 false GatewayClass
gateways gtw gateway.networking.k8s.io/v1 true Gateway
httproutes - gateway.networking.k8s.io/v1 true HTTPRoute
envoyproxies eproxy gateway.envoyproxy.io/v1alpha1 true EnvoyProxy
`
	.trim()
	.split('\n')
	.map(line);

export const groupOf = ({apiVersion}: Kind): string => (apiVersion.includes('/') ? apiVersion.split('/')[0]! : '');

/** `deployment.apps`: how messages name a resource. */
export const qualified = (kind: Kind): string =>
	groupOf(kind) === '' ? kind.singular : `${kind.singular}.${groupOf(kind)}`;

export const qualifiedPlural = (kind: Kind): string =>
	groupOf(kind) === '' ? kind.plural : `${kind.plural}.${groupOf(kind)}`;

/** `po`, `pod`, `Pods`, `deployments.apps`, `deployments.v1.apps`. */
export const kindNamed = (word: string): Kind | undefined => {
	const [name = '', ...rest] = word.toLowerCase().split('.');
	return kinds.find(
		kind =>
			(kind.plural === name || kind.singular === name || kind.short.includes(name)) &&
			(rest.length === 0 ||
				groupOf(kind) === rest.filter((part, index) => index > 0 || !/^v\d/.test(part)).join('.')),
	);
};

export const kindOf = (kind: string): Kind =>
	kinds.find(other => other.kind === kind) ?? {
		kind,
		plural: `${kind.toLowerCase()}s`,
		singular: kind.toLowerCase(),
		short: [],
		apiVersion: 'v1',
		namespaced: true,
	};

/** What `kubectl get all` means. */
export const everything: readonly string[] = [
	'pods',
	'replicationcontrollers',
	'services',
	'daemonsets',
	'deployments',
	'replicasets',
	'statefulsets',
	'cronjobs',
	'jobs',
];
