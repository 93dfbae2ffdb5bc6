// Files as a container sees them: volumes of the host, config maps, and what lies in the image.
import type {Inside} from './inside.ts';
import {get} from './objects.ts';
import {word} from '../word.ts';
import type {KubeObject, World} from '../world.ts';
import {specOf, type Volume} from './pod.ts';

/** What some images carry that others copy out of them. */
const inImages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'flannel-cni-plugin': {'/flannel': '\u007fELF flannel CNI plugin\n'},
	'mirrored-flannelcni-flannel-cni-plugin': {'/flannel': '\u007fELF flannel CNI plugin\n'},
};

type Place =
	| {readonly hostPath: string}
	/** A file server's directory: its address and the path there. */
	| {readonly server: string; readonly path: string}
	| {readonly data: Readonly<Record<string, string>>; readonly file: string}
	| undefined;

/** What is behind a volume on the disk of a host or of a file server: its own, or its claim's. */
const directoryOf = (world: World, pod: KubeObject, {hostPath, nfs, persistentVolumeClaim}: Volume): Place => {
	if (hostPath !== undefined) return {hostPath: hostPath.path};
	if (nfs !== undefined) return {server: nfs.server, path: nfs.path};
	if (persistentVolumeClaim === undefined) return undefined;
	const claim = get(world, 'PersistentVolumeClaim', persistentVolumeClaim.claimName, pod.metadata.namespace);
	const volume = get(world, 'PersistentVolume', word(claim?.spec?.['volumeName']))?.spec as
		| (Pick<Volume, 'hostPath' | 'nfs'> & {local?: {path: string}})
		| undefined;
	if (volume === undefined) return undefined;
	if (volume.nfs !== undefined) return {server: volume.nfs.server, path: volume.nfs.path};
	return {hostPath: (volume.hostPath ?? volume.local)?.path ?? ''};
};

const place = ({world, pod, spec}: Inside, path: string): Place => {
	const mount = [...(spec.volumeMounts ?? [])]
		.toSorted((a, b) => b.mountPath.length - a.mountPath.length)
		.find(entry => path === entry.mountPath || path.startsWith(`${entry.mountPath.replace(/\/$/, '')}/`));
	const volume = specOf(pod).volumes?.find(entry => entry.name === mount?.name);
	if (mount === undefined || volume === undefined) return undefined;
	const rest = path.slice(mount.mountPath.replace(/\/$/, '').length);
	const directory = directoryOf(world, pod, volume);
	const below = (base: string): string => `${base.replace(/\/$/, '')}${rest}`;
	if (directory !== undefined && 'hostPath' in directory) return {hostPath: below(directory.hostPath)};
	if (directory !== undefined && 'server' in directory)
		return {server: directory.server, path: below(directory.path)};
	if (volume.configMap !== undefined)
		return {
			data: get(world, 'ConfigMap', volume.configMap.name, pod.metadata.namespace)?.data ?? {},
			file: rest.replace(/^\//, ''),
		};
	return undefined;
};

export const readInside = (inside: Inside, path: string): string | undefined => {
	const found = place(inside, path);
	if (found === undefined)
		return inImages[
			inside.spec.image
				.split('/')
				.at(-1)!
				.replace(/[:@].*/, '')
		]?.[path];
	if ('data' in found) return found.data[found.file];
	if ('server' in found) return inside.world.outside.fileServers?.[found.server]?.files[found.path];
	return inside.files.read(found.hostPath);
};

/** Writes into a volume; false where the path is the container's own, which nobody else sees. */
export const writeInside = (inside: Inside, path: string, text: string): boolean => {
	const found = place(inside, path);
	if (found === undefined || 'data' in found) return false;
	if ('hostPath' in found) inside.files.write(found.hostPath, text);
	else {
		const server = inside.world.outside.fileServers?.[found.server];
		if (server !== undefined) server.files[found.path] = text;
	}
	return true;
};

const below = (files: Inside['files'], path: string): readonly string[] =>
	files.isDirectory(path) ? files.list(path).flatMap(name => below(files, `${path}/${name}`)) : [path];

/** Every file below a directory of a volume, by its path in the container. */
export const listInside = (inside: Inside, path: string): readonly string[] => {
	const found = place(inside, `${path}/`);
	if (found === undefined || 'data' in found) return [];
	const base = ('server' in found ? found.path : found.hostPath).replace(/\/$/, '');
	const files =
		'server' in found
			? Object.keys(inside.world.outside.fileServers?.[found.server]?.files ?? {})
			: inside.files.isDirectory(base)
				? below(inside.files, base)
				: [];
	return files.filter(name => name.startsWith(`${base}/`)).map(name => path + name.slice(base.length));
};

export const makeInside = (inside: Inside, path: string): void => {
	const found = place(inside, path);
	if (found !== undefined && 'hostPath' in found) inside.files.makeDirectory(found.hostPath, 0o777);
};

export const removeInside = (inside: Inside, path: string): void => {
	const found = place(inside, path);
	if (found !== undefined && 'server' in found) {
		const files = inside.world.outside.fileServers?.[found.server]?.files ?? {};
		delete files[found.path];
	}
	if (found !== undefined && 'hostPath' in found) inside.files.remove(found.hostPath);
};

/** `cp [-f] FROM TO` in a container: how flannel's init containers bring their plugin and its configuration to the host. */
export const copyInside = (inside: Inside, args: readonly string[]): boolean => {
	const [from = '', to = ''] = args.filter(arg => !arg.startsWith('-'));
	const text = readInside(inside, from);
	if (text === undefined) {
		inside.say(`cp: can't stat '${from}': No such file or directory`);
		return false;
	}
	const target = place(inside, to);
	if (target === undefined || !('hostPath' in target)) return true;
	const path = inside.files.isDirectory(target.hostPath)
		? `${target.hostPath}/${from.split('/').at(-1)!}`
		: target.hostPath;
	inside.files.write(path, text, path.includes('/bin/') ? 0o755 : 0o644);
	return true;
};
