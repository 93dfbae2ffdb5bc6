// A small connected cluster with claims, classes and pods that use them.
import {get, put} from '../../source/transport/lab/cluster/objects.ts';
import type {KubeObject, World} from '../../source/transport/lab/world.ts';
import {readYaml} from '../../source/transport/lab/yaml.ts';
import {localPathManifest} from '../../steps/addons/local-path.ts';
import {connected, must, type Machines} from './machines.ts';
import {labPlan} from './plans.ts';

export const apply = (world: World, text: string): void => {
	for (const object of readYaml(text)) put(world, object as KubeObject);
};

export const claim = (world: World, name: string, more: Readonly<Record<string, unknown>> = {}): KubeObject =>
	put(world, {
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {name},
		spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}, ...more},
	});

export const user = (world: World, name: string, claimName: string, more: Readonly<Record<string, unknown>> = {}) =>
	put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name},
		spec: {
			containers: [
				{
					name: 'a',
					image: 'busybox:1.36',
					command: ['sleep', '3600'],
					volumeMounts: [{name: 'data', mountPath: '/data'}],
				},
			],
			volumes: [{name: 'data', persistentVolumeClaim: {claimName}}],
			...more,
		},
	});

export const eventsOf = (world: World, name: string): readonly string[] =>
	world.cluster!.events.filter(event => event.name === name).map(({reason, message}) => `${reason}: ${message}`);

export const phase = (world: World, kind: string, name: string): unknown => get(world, kind, name)?.status?.['phase'];

export type Storage = Machines & {readonly kubectl: (line: string) => Promise<string>};

/** A control plane and two workers; `provisioner: false` leaves local-path out. */
export const withStorage = async ({provisioner = true, old = false} = {}): Promise<Storage> => {
	const machines = await connected(1, 2);
	// The image of the running API server says which release it is.
	const api = machines.machine('m1').containers.find(({name}) => name === 'kube-apiserver')!;
	if (old) api.image = api.image.replace(/:.*/, ':v1.20.2');
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons: ['local-path'] as const}};
	if (provisioner) apply(machines.world, localPathManifest(plan));
	machines.wait(30);
	return {
		...machines,
		kubectl: line => must(machines, 'm1', `kubectl --kubeconfig /etc/kubernetes/admin.conf ${line}`),
	};
};
