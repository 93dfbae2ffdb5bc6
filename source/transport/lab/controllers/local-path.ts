// rancher/local-path-provisioner: a helper pod on the chosen node makes the directory, another one takes it away.
import {loose} from '../cluster/loose.ts';
import {get, put, remove} from '../cluster/objects.ts';
import {specOf} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {readYaml} from '../yaml.ts';
import type {Provisioner} from './provisioner.ts';

/** `cmdTimeoutSeconds` of its configuration; 120 when left out. */
const patience = 120_000;

type Config = {readonly nodePathMap?: readonly {readonly node: string; readonly paths: readonly string[]}[]};

const configOf = (world: World, pod: KubeObject): {name: string; data: Readonly<Record<string, string>>} => {
	const name = specOf(pod).volumes?.find(volume => volume.configMap !== undefined)?.configMap?.name ?? '';
	return {name, data: get(world, 'ConfigMap', name, pod.metadata.namespace)?.data ?? {}};
};

const pathFor = (config: string, node: string): string | undefined => {
	const {nodePathMap = []} = JSON.parse(config) as Config;
	const own = nodePathMap.find(entry => entry.node === node);
	return (own ?? nodePathMap.find(entry => entry.node === 'DEFAULT_PATH_FOR_NON_LISTED_NODES'))?.paths[0];
};

type Errand = {
	readonly script: 'setup' | 'teardown';
	readonly volume: string;
	readonly path: string;
	readonly node: string;
};

const helperFor = (world: World, pod: KubeObject, name: string, {script, path, node}: Errand) => {
	const config = configOf(world, pod);
	const template = loose(loose(readYaml(config.data['helperPod.yaml'] ?? '')[0])['spec']);
	const [container] = template['containers'] as Record<string, unknown>[];
	const parent = path.replace(/\/[^/]*$/, '');
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name, namespace: pod.metadata.namespace ?? 'default'},
		spec: {
			...template,
			nodeName: node,
			restartPolicy: 'Never',
			containers: [
				{
					...container,
					command: ['/bin/sh', `/script/${script}`],
					args: ['-p', path, '-m', 'Filesystem'],
					env: [{name: 'VOL_DIR', value: path}],
					volumeMounts: [
						{name: 'script', mountPath: '/script'},
						{name: 'data', mountPath: parent},
					],
				},
			],
			volumes: [
				{name: 'data', hostPath: {path: parent, type: 'DirectoryOrCreate'}},
				{name: 'script', configMap: {name: config.name}},
			],
		},
	};
};

/** Undefined while it goes on; false when it took too long, and the next look tries again. */
const helped = (world: World, pod: KubeObject, errand: Errand): boolean | undefined => {
	const {namespace} = pod.metadata;
	const name = `helper-pod-${errand.script === 'setup' ? 'create' : 'delete'}-${errand.volume}`;
	const helper = get(world, 'Pod', name, namespace);
	if (helper === undefined) {
		put(world, helperFor(world, pod, name, errand));
		return undefined;
	}
	const done = helper.status?.['phase'] === 'Succeeded';
	if (!done && world.now - Date.parse(helper.metadata.creationTimestamp) < patience) return undefined;
	remove(world, 'Pod', name, namespace);
	return done;
};

export const localPath: Provisioner = {
	image: 'local-path-provisioner',
	name: () => 'rancher.io/local-path',
	make: (world, pod, {claim, volume, node}) => {
		const {name, namespace = 'default'} = claim.metadata;
		if (node === undefined) return {failed: 'configuration error, no node was specified'};
		if (((claim.spec?.['accessModes'] ?? []) as string[]).some(mode => !mode.startsWith('ReadWriteOnce')))
			return {failed: 'NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes'};
		const base = pathFor(configOf(world, pod).data['config.json'] ?? '{}', node);
		if (base === undefined) return {failed: `no local path available on node ${node}`};
		const path = `${base}/${volume}_${namespace}_${name}`;
		const done = helped(world, pod, {script: 'setup', volume, path, node});
		if (done === undefined) return 'waiting';
		if (!done) return {failed: `failed to create volume ${volume}: create process timeout after 120 seconds`};
		const matchExpressions = [{key: 'kubernetes.io/hostname', operator: 'In', values: [node]}];
		return {
			source: {
				hostPath: {path, type: 'DirectoryOrCreate'},
				nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions}]}},
			},
		};
	},
	clear: (world, pod, volume) => {
		const {hostPath, nodeAffinity} = volume.spec as {
			hostPath: {path: string};
			nodeAffinity: {required: {nodeSelectorTerms: {matchExpressions: {values: string[]}[]}[]}};
		};
		const node = nodeAffinity.required.nodeSelectorTerms[0]!.matchExpressions[0]!.values[0]!;
		return (
			helped(world, pod, {script: 'teardown', volume: volume.metadata.name, path: hostPath.path, node}) === true
		);
	},
};
