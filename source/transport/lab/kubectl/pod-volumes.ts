// Volumes of claims and file servers as a shell in a pod sees them: read before its command, kept after it.
import {listInside, readInside, removeInside, writeInside} from '../cluster/container-files.ts';
import {specOf} from '../cluster/pod.ts';
import {insideOf, type PodPlace} from './pod-files.ts';

/** Where they are mounted. Volumes of the host are left out: one may be its whole disk. */
export const volumePaths = ({pod, spec}: PodPlace): readonly string[] =>
	(spec.volumeMounts ?? []).flatMap(({name, mountPath}) => {
		const volume = specOf(pod).volumes?.find(other => other.name === name);
		return volume?.persistentVolumeClaim === undefined && volume?.nfs === undefined
			? []
			: [mountPath.replace(/\/$/, '')];
	});

const paths = (place: PodPlace): readonly string[] =>
	volumePaths(place).flatMap(path => listInside(insideOf(place), path));

export const volumeFiles = (place: PodPlace): readonly (readonly [path: string, text: string])[] =>
	paths(place).map(path => [path, readInside(insideOf(place), path) ?? '']);

type Disk = {
	readonly getAllPaths: () => readonly string[];
	readonly readFile: (path: string) => Promise<string>;
	readonly stat: (path: string) => Promise<{readonly isFile: boolean}>;
};

export const keepVolumes = async (place: PodPlace, disk: Disk): Promise<void> => {
	const mounts = volumePaths(place);
	if (mounts.length === 0) return;
	const inside = insideOf(place);
	const now = disk.getAllPaths().filter(path => mounts.some(mount => path.startsWith(`${mount}/`)));
	for (const path of paths(place)) if (!now.includes(path)) removeInside(inside, path);
	for (const path of now) if ((await disk.stat(path)).isFile) writeInside(inside, path, await disk.readFile(path));
};
