// The static pods of a machine, as its kubelet reads them from the manifests.
import type {KubeObject, Machine} from '../world.ts';
import {readYaml} from '../yaml.ts';
import {kubeletSays} from './kubelet-log.ts';
import type {At} from './pod-status.ts';
import {mark} from './pod.ts';
import {remembered} from './remembered.ts';

type Unreadable = {readonly path: string; readonly why: string};
type Manifests = {readonly pods: KubeObject[]; readonly unreadable: readonly Unreadable[]};

const fileCheck = 20_000;
const checked = new WeakMap<Machine, number>();

/** What it cannot read it passes over, and says so each time it looks, which is every 20 s. */
const complainOfFiles = ({world, machine}: At, files: readonly Unreadable[]): void => {
	if (world.now - (checked.get(machine) ?? -fileCheck) < fileCheck) return;
	checked.set(machine, world.now);
	for (const {path, why} of files) {
		const error = `${path}: couldn't parse as pod(${why}), please check config file`;
		kubeletSays(
			world,
			machine,
			'file.go:187',
			`Can't process manifest file "${path}": ${error}`,
			`"Could not process manifest file" err="${error.replaceAll('"', String.raw`\"`)}" path="${path}"`,
		);
	}
};

const readManifest = (at: At, path: string): {readonly pod: KubeObject} | Unreadable => {
	try {
		const value = readYaml(at.files.read(path) ?? '')[0] as KubeObject | undefined;
		return value?.kind === 'Pod' ? {pod: value} : {path, why: "Object 'Kind' is missing in 'null'"};
	} catch (error) {
		return {
			path,
			why: `yaml: ${(error as Error).message.split('\n')[0]!.replace(/ at line (\d+).*/, ' in line $1')}`,
		};
	}
};

const readManifests = (at: At, manifests: string, node: string): Manifests => {
	if (manifests === '') return {pods: [], unreadable: []};
	const {files} = at;
	const seen = new Set<string>();
	const unreadable: Unreadable[] = [];
	const pods = files.list(manifests).flatMap(name => {
		if (name.startsWith('.')) return [];
		const read = readManifest(at, `${manifests}/${name}`);
		if ('why' in read) {
			unreadable.push(read);
			return [];
		}
		const value = read.pod;
		// Two files of one pod fight over its name; here the first one wins at once.
		if (seen.has(value.metadata.name)) return [];
		seen.add(value.metadata.name);
		const hash = mark([files.read(`${manifests}/${name}`) ?? '', node]);
		return [
			{
				...value,
				metadata: {
					...value.metadata,
					name: `${value.metadata.name}-${node}`,
					namespace: value.metadata.namespace ?? 'default',
					uid: hash,
					creationTimestamp: '',
					resourceVersion: '0',
					annotations: {
						...value.metadata.annotations,
						'kubernetes.io/config.hash': hash,
						'kubernetes.io/config.mirror': hash,
						'kubernetes.io/config.source': 'file',
					},
				},
				spec: {...value.spec, nodeName: node},
			},
		];
	});
	return {pods, unreadable};
};

/** Every file is read, whatever its name ends with; those whose names begin with a dot are not. */
export const manifestPods = (at: At): readonly KubeObject[] => {
	const {manifests = '', node = ''} = at.machine.kubelet ?? {};
	const {pods, unreadable} = remembered(at.files, `static pods of ${node} in ${manifests}`, () =>
		readManifests(at, manifests, node),
	);
	if (unreadable.length > 0) complainOfFiles(at, unreadable);
	return pods;
};
