// Containers of this machine: what `docker exec` or `podman exec` opens is a shell like any other.
import type {Clock} from '../engine/clock.ts';
import type {Host} from '../engine/given.ts';
import type {Transport} from '../engine/transport.ts';
import {type KeptShells, keepShells} from './kept-shell.ts';
import {overShell} from './over-shell.ts';
import type {Ended} from './shell.ts';

export type Container = {readonly engine: 'docker' | 'podman'; readonly container: string};

export type ContainerOptions = {
	readonly containerOf: (host: Host) => Container;
	/** Directory of the jobs in the containers. */
	readonly jobs?: string;
	readonly clock?: Clock;
};

type Sentence = (host: Host, place: Container) => string;

/** First match wins; what docker 20 to 29 and podman 4 and 5 say. */
const sentences: readonly (readonly [RegExp, Sentence])[] = [
	[
		/exec: (?:line \d+: )?(?:docker|podman): not found|exec: (?:docker|podman): /,
		({name}, {engine}) =>
			`${name} cannot be reached, because this machine has no ${engine}: install it, or correct engine in the plan.`,
	],
	[
		/permission denied while trying to connect|dial unix \S+: connect: permission denied/i,
		({name}, {engine}) =>
			`${name} cannot be reached, because you may not use ${engine} on this machine: join its group, or run kubewalk as root.`,
	],
	[
		/cannot connect to (?:the docker daemon|podman)|failed to connect to the docker API|is the docker daemon running/i,
		({name}, {engine}) =>
			`${name} cannot be reached, because ${engine} is not running on this machine: start it (systemctl start ${engine}).`,
	],
	[
		/no such container|no container with name or ID/i,
		({name}, {engine, container}) =>
			`${name} cannot be reached, because ${engine} has no container ${container}: start it, or correct container in the plan (${engine} ps -a lists them).`,
	],
	[
		/is paused/i,
		({name}, {engine, container}) =>
			`${name} does not answer, because its container ${container} is paused: ${engine} unpause ${container} lets it go on.`,
	],
	[
		// Podman does not say which of the two it is.
		/is not running|can only create exec sessions on running containers|container state improper/i,
		({name}, {engine, container}) =>
			`${name} does not answer, because its container ${container} does not run (stopped or paused): ${engine} start ${container} brings it up.`,
	],
	[
		/"?sh"?`?:? (?:executable file )?not found|executable file [`"]?sh[`"]? not found|stat \S*\/sh: no such file/i,
		({name}, {container}) =>
			`The container ${container} of ${name} has no sh: tasks need an image with sh and bash, such as debian:12.`,
	],
];

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';

/** One sentence for what the engine said when no shell came of it. */
export const containerTrouble = (host: Host, place: Container, {exit, stderr}: Ended): string => {
	const found = sentences.find(([pattern]) => pattern.test(stderr));
	if (found) return found[1](host, place);
	const {engine, container} = place;
	const how = exit === undefined ? 'was ended' : `ended with ${exit}`;
	const said = lastLine(stderr);
	return `${host.name}: ${engine} exec in ${container} ${how} before the container answered${said === '' ? '; try again.' : `: ${said}`}`;
};

/** Tasks run as root, so the shell is root's whatever user the image names. */
const commandOf = ({engine, container}: Container) =>
	[engine, 'exec', '-i', '--user', '0', container, 'sh', '-s'] as const;

/** A shell for a person in the container: bash where the image has it. */
export const containerTerminal = ({engine, container}: Container): readonly string[] => [
	engine,
	'exec',
	'-it',
	'--user',
	'0',
	container,
	'sh',
	'-c',
	'if command -v bash >/dev/null; then exec bash -l; fi; exec sh',
];

export const createContainers = ({
	containerOf,
	jobs = '/var/lib/kubewalk/jobs',
	clock,
}: ContainerOptions): Transport => {
	// An exec takes a few hundred milliseconds, a script in a shell that is there takes none.
	const kept = new Map<string, KeptShells>();
	const shellsOf = (host: Host): KeptShells => {
		const shells = kept.get(host.name) ?? keepShells(commandOf(containerOf(host)));
		kept.set(host.name, shells);
		return shells;
	};
	const drop = (name: string): void => {
		kept.get(name)?.close();
		kept.delete(name);
	};
	return overShell({
		jobs,
		...(clock && {clock}),
		open: async host => shellsOf(host).shell,
		lost: host => drop(host.name),
		explain: async (host, ended) => containerTrouble(host, containerOf(host), ended),
		close: async () => [...kept.keys()].forEach(drop),
	});
};
