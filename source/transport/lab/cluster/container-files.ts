// Files as a container sees them: volumes of the host, config maps, and what lies in the image.
import type {Inside} from './inside.ts';
import {get} from './objects.ts';
import {specOf} from './pod.ts';

/** What some images carry that others copy out of them. */
const inImages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'flannel-cni-plugin': {'/flannel': '\u007fELF flannel CNI plugin\n'},
	'mirrored-flannelcni-flannel-cni-plugin': {'/flannel': '\u007fELF flannel CNI plugin\n'},
};

type Place =
	| {readonly hostPath: string}
	| {readonly data: Readonly<Record<string, string>>; readonly file: string}
	| undefined;

const place = ({world, pod, spec}: Inside, path: string): Place => {
	const mount = [...(spec.volumeMounts ?? [])]
		.toSorted((a, b) => b.mountPath.length - a.mountPath.length)
		.find(entry => path === entry.mountPath || path.startsWith(`${entry.mountPath.replace(/\/$/, '')}/`));
	const volume = specOf(pod).volumes?.find(entry => entry.name === mount?.name);
	if (mount === undefined || volume === undefined) return undefined;
	const rest = path.slice(mount.mountPath.replace(/\/$/, '').length);
	if (volume.hostPath !== undefined) return {hostPath: `${volume.hostPath.path.replace(/\/$/, '')}${rest}`};
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
	return 'data' in found ? found.data[found.file] : inside.files.read(found.hostPath);
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
	if (target === undefined || 'data' in target) return true;
	const path = inside.files.isDirectory(target.hostPath)
		? `${target.hostPath}/${from.split('/').at(-1)!}`
		: target.hostPath;
	inside.files.write(path, text, path.includes('/bin/') ? 0o755 : 0o644);
	return true;
};
