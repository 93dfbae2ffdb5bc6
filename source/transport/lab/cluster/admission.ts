// What the API server adds to an object when it is written: addresses of Services, defaults of pods.
import type {KubeObject, World} from '../world.ts';
import {draw} from './ids.ts';

/** An object as somebody writes it: what the API server adds is not there yet. */
export type Draft = {
	apiVersion: string;
	kind: string;
	metadata: {
		name: string;
		namespace?: string;
		labels?: Record<string, string>;
		annotations?: Record<string, string>;
		ownerReferences?: KubeObject['metadata']['ownerReferences'];
		[more: string]: unknown;
	};
	spec?: Record<string, unknown>;
	status?: Record<string, unknown>;
	data?: Record<string, string>;
	[more: string]: unknown;
};

type Port = {port: number; targetPort?: number | string; nodePort?: number; protocol?: string; name?: string};

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const dotted = (value: number): string => [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256).join('.');

const services = (world: World): readonly KubeObject[] =>
	world.cluster?.objects.filter(({kind}) => kind === 'Service') ?? [];

/** The network of the API server's flag; the first member's word counts. */
const serviceNetwork = (world: World): string => {
	for (const machine of Object.values(world.machines))
		for (const container of machine.containers) {
			const range =
				container.name === 'kube-apiserver' &&
				container.command?.find(part => part.startsWith('--service-cluster-ip-range='));
			if (range) return range.slice('--service-cluster-ip-range='.length);
		}
	return '10.96.0.0/12';
};

const freeAddress = (world: World): string => {
	const [base = '10.96.0.0', length = '12'] = serviceNetwork(world).split(',')[0]!.split('/');
	const size = 2 ** (32 - Number(length));
	const taken = new Set(services(world).map(service => service.spec?.['clusterIP']));
	for (;;) {
		// The lower part of the range is left to those who ask for an address.
		const address = dotted(
			number(base) +
				Math.min(256, size >> 4) +
				Math.floor(draw(world) * (size - Math.min(256, size >> 4) - 2)) +
				1,
		);
		if (!taken.has(address)) return address;
	}
};

const freeNodePort = (world: World): number => {
	const taken = new Set(
		services(world).flatMap(service =>
			((service.spec?.['ports'] as Port[] | undefined) ?? []).map(port => port.nodePort),
		),
	);
	for (;;) {
		const port = 30_000 + Math.floor(draw(world) * 2768);
		if (!taken.has(port)) return port;
	}
};

const service = (world: World, draft: Draft, old: KubeObject | undefined): Draft => {
	const spec = (draft.spec ?? {}) as {type?: string; clusterIP?: string; ports?: Port[]; [more: string]: unknown};
	const before = (old?.spec ?? {}) as typeof spec;
	const type = spec.type ?? 'ClusterIP';
	if (type === 'ExternalName') return draft;
	const clusterIP = spec.clusterIP ?? before.clusterIP ?? freeAddress(world);
	const ports = (spec.ports ?? []).map(port => {
		const known = before.ports?.find(other => other.port === port.port)?.nodePort;
		return {
			...port,
			protocol: port.protocol ?? 'TCP',
			targetPort: port.targetPort ?? port.port,
			...(type === 'ClusterIP' ? {} : {nodePort: port.nodePort ?? known ?? freeNodePort(world)}),
		};
	});
	return {
		...draft,
		spec: {
			...spec,
			type,
			clusterIP,
			clusterIPs: [clusterIP],
			internalTrafficPolicy: 'Cluster',
			ipFamilies: ['IPv4'],
			ipFamilyPolicy: 'SingleStack',
			sessionAffinity: spec['sessionAffinity'] ?? 'None',
			ports,
		},
		status: draft.status ?? old?.status ?? {loadBalancer: {}},
	};
};

const patience = [
	{effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300},
	{effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300},
];

const pod = (draft: Draft): Draft => {
	const spec = (draft.spec ?? {}) as {
		tolerations?: {key?: string; operator?: string; effect?: string}[];
		[more: string]: unknown;
	};
	const own = spec.tolerations ?? [];
	const all = own.some(entry => entry.key === undefined && entry.operator === 'Exists');
	const missing = all ? [] : patience.filter(entry => !own.some(other => other.key === entry.key));
	return {
		...draft,
		spec: {
			dnsPolicy: 'ClusterFirst',
			enableServiceLinks: true,
			restartPolicy: 'Always',
			schedulerName: 'default-scheduler',
			serviceAccount: 'default',
			serviceAccountName: 'default',
			terminationGracePeriodSeconds: 30,
			...spec,
			tolerations: [...own, ...missing],
		},
		status: draft.status ?? {phase: 'Pending', qosClass: 'BestEffort'},
	};
};

const workload = (draft: Draft, replicas: boolean): Draft => ({
	...draft,
	spec: {...(replicas ? {replicas: 1} : {}), revisionHistoryLimit: 10, ...draft.spec},
	status: draft.status ?? {},
});

/** Generation goes up when the specification changes: rollouts are told by it. */
const counted = (draft: Draft, old: KubeObject | undefined): Draft => {
	const before = Number(old?.metadata['generation'] ?? 0);
	const same = old !== undefined && JSON.stringify(old.spec) === JSON.stringify(draft.spec);
	return {...draft, metadata: {...draft.metadata, generation: same ? before : before + 1}};
};

export const admit = (world: World, draft: Draft, old: KubeObject | undefined): Draft => {
	if (draft.kind === 'Service') return service(world, draft, old);
	if (draft.kind === 'Pod') return pod(draft);
	if (['Deployment', 'ReplicaSet', 'StatefulSet'].includes(draft.kind)) {
		const ready = workload(draft, true);
		return counted(
			old?.status === undefined || draft.status !== undefined ? ready : {...ready, status: old.status},
			old,
		);
	}
	if (draft.kind === 'DaemonSet' || draft.kind === 'Job') {
		const ready = workload(draft, false);
		return counted(
			old?.status === undefined || draft.status !== undefined ? ready : {...ready, status: old.status},
			old,
		);
	}
	return draft;
};
