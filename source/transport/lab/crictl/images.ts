// crictl images, pull, rmi, inspecti.
import {keep, present, pull, reference} from '../cluster/registry.ts';
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import type {Image, Runtime} from '../world.ts';
import {size, table} from './table.ts';

const imageOf = (at: Shell, name: string): Image | undefined =>
	present(at.machine, name) ??
	at.machine.images.find(image => image.id.startsWith(name.replace(/^sha256:/, '')) && name.length >= 3);

export const images = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(args, ['q', 'quiet', 'no-trunc', 'digests', 'verbose'], ['output', 'filter']);
	const shown = at.machine.images
		.filter(image => words[0] === undefined || image.name.includes(reference(words[0]).path))
		.toSorted((a, b) => a.name.localeCompare(b.name) || a.tag.localeCompare(b.tag));
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(image => `sha256:${image.id}\n`).join(''));
	if (flags.get('output') === 'json')
		return said(
			`${JSON.stringify({images: shown.map(image => ({id: `sha256:${image.id}`, repoTags: [`${image.name}:${image.tag}`], repoDigests: [], size: String(image.sizeBytes), username: '', pinned: image.pinned}))}, undefined, 2)}\n`,
		);
	return said(
		table([
			['IMAGE', 'TAG', 'IMAGE ID', 'SIZE'],
			...shown.map(image => [image.name, image.tag, image.id.slice(0, 13), size(image.sizeBytes)]),
		]),
	);
};

export const pullImage = async (args: readonly string[], at: Shell, runtime: Runtime): Promise<CommandResult> => {
	const {words} = readArguments(args, ['q'], ['creds', 'auth', 'pod-config']);
	const [name] = words;
	if (name === undefined) return failed('level=fatal msg="image name cannot be empty"\n');
	const result = pull(at.world, at.machine, at.files, name, runtime);
	if ('error' in result) {
		const time = new Date(at.now()).toISOString().slice(0, 19);
		return failed(
			`E${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11)}.000000    4711 log.go:32] "PullImage from image service failed" err="${result.error.replaceAll('"', String.raw`\"`)}" image="${name}"\ntime="${time}Z" level=fatal msg="pulling image: ${result.error.replaceAll('"', String.raw`\"`)}"\n`,
		);
	}
	if (present(at.machine, name) === undefined) await at.pass(result.milliseconds);
	const image = keep(at.machine, result.image);
	return said(`Image is up to date for sha256:${image.id}\n`);
};

export const removeImage = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(args, ['a', 'all', 'q', 'prune'], []);
	const used = new Set(at.machine.containers.map(container => reference(container.image).full));
	const idle = (image: Image): boolean => !used.has(`${image.name}:${image.tag}`) && !image.pinned;
	const wanted = flags.has('prune')
		? at.machine.images.filter(idle)
		: flags.has('a') || flags.has('all')
			? [...at.machine.images]
			: [];
	let stderr = '';
	for (const word of words) {
		const image = imageOf(at, word);
		if (image === undefined) stderr += `level=error msg="no such image ${word}"\n`;
		else wanted.push(image);
	}
	at.machine.images = at.machine.images.filter(image => !wanted.includes(image));
	const stdout = wanted.map(image => `Deleted: ${image.name}:${image.tag}\n`).join('');
	return stderr === ''
		? said(stdout)
		: failed(`${stderr}level=fatal msg="unable to remove the image(s)"\n`, 1, stdout);
};

export const inspectImage = (args: readonly string[], at: Shell): CommandResult => {
	const name = args.find(arg => !arg.startsWith('-')) ?? '';
	const image = imageOf(at, name);
	if (image === undefined) return failed(`level=fatal msg="no such image \\"${name}\\" present"\n`);
	return said(
		`${JSON.stringify({status: {id: `sha256:${image.id}`, repoTags: [`${image.name}:${image.tag}`], repoDigests: [`${image.name}@sha256:${image.id}`], size: String(image.sizeBytes), pinned: image.pinned}}, undefined, 2)}\n`,
	);
};
