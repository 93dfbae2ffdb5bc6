// docker images, pull, rmi.
import {dockerAt} from '../cluster/cri.ts';
import {keep, present, pull, reference} from '../cluster/registry.ts';
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {removeImage} from '../crictl/images.ts';
import {size} from '../crictl/table.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import type {Image} from '../world.ts';
import {columns, formattedLines} from './template.ts';

/** Docker leaves its own registry's name away. */
const repository = ({name}: Image): string => name.replace(/^docker\.io\/(library\/)?/, '');

export const images = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(
		args,
		['a', 'all', 'q', 'quiet', 'no-trunc', 'digests'],
		['format', 'force', 'filter'],
	);
	const shown = at.machine.images.filter(
		image => words[0] === undefined || image.name === reference(words[0]).full.replace(/:[^:]*$/, ''),
	);
	const id = (image: Image): string => (flags.has('no-trunc') ? `sha256:${image.id}` : image.id.slice(0, 12));
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(image => `${id(image)}\n`).join(''));
	const template = flags.get('format');
	if (template !== undefined)
		return formattedLines(
			template,
			shown.map(image => ({
				Repository: repository(image),
				Tag: image.tag,
				ID: id(image),
				Size: size(image.sizeBytes),
			})),
		);
	return said(
		columns([
			['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'],
			...shown.map(image => [repository(image), image.tag, id(image), '2 months ago', size(image.sizeBytes)]),
		]),
	);
};

export const pullImage = async (args: readonly string[], at: Shell): Promise<CommandResult> => {
	const {words} = readArguments(args, ['q', 'quiet', 'a', 'all-tags'], ['platform']);
	const [name] = words;
	if (name === undefined) return failed('"docker pull" requires exactly 1 argument.\n');
	const runtime = dockerAt(at.machine);
	if (typeof runtime === 'string') return failed(`${runtime}\n`);
	const result = pull(at.world, at.machine, at.files, name, runtime);
	const {tag, full} = reference(name);
	const using = /:[\w][\w.-]*$/.test(name) ? '' : `Using default tag: ${tag}\n`;
	if ('error' in result) return failed(`${result.error.replace(/^.*? desc = /, '')}\n`, 1, using);
	const there = present(at.machine, name) !== undefined;
	if (!there) await at.pass(result.milliseconds);
	const image = keep(at.machine, result.image);
	const layer = image.id.slice(20, 32);
	return said(
		`${using}${tag}: Pulling from ${reference(name).path}\n${there ? '' : `${layer}: Pulling fs layer\n${layer}: Verifying Checksum\n${layer}: Download complete\n${layer}: Pull complete\n`}Digest: sha256:${image.id}\nStatus: ${there ? 'Image is up to date' : 'Downloaded newer image'} for ${full.replace(/^docker\.io\/library\//, '')}\n${full}\n`,
	);
};

export const removeImages = (args: readonly string[], at: Shell): CommandResult => {
	const missing = args.find(
		arg =>
			!arg.startsWith('-') &&
			present(at.machine, arg) === undefined &&
			!at.machine.images.some(({id}) => id.startsWith(arg)),
	);
	if (missing !== undefined) return failed(`Error: No such image: ${missing}\n`);
	return said((removeImage(args, at).stdout ?? '').replaceAll('Deleted: ', 'Untagged: '));
};

export const foundImage = (at: Shell, word: string): Record<string, unknown> | undefined => {
	const image =
		present(at.machine, word) ?? at.machine.images.find(({id}) => id.startsWith(word.replace(/^sha256:/, '')));
	if (image === undefined) return undefined;
	return {
		Id: `sha256:${image.id}`,
		RepoTags: [`${repository(image)}:${image.tag}`],
		RepoDigests: [`${repository(image)}@sha256:${image.id}`],
		Size: image.sizeBytes,
		Architecture: 'amd64',
		Os: 'linux',
	};
};
