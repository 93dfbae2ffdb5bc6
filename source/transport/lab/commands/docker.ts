// docker and dockerd: the client asks the daemon, and says so when there is none.
import {noDocker} from '../cluster/cri.ts';
import {type CommandResult, type LabCommand, type Shell, failed, said} from '../command.ts';
import {dockerExec, dockerLogs, dockerRemove, dockerStop, found, ps} from '../docker/containers.ts';
import {foundImage, images, pullImage, removeImages} from '../docker/images.ts';
import {info, version} from '../docker/info.ts';
import {formattedLines} from '../docker/template.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import {dockerVersion} from '../units/docker-unit.ts';
import type {Docker} from '../world.ts';

type Verb = (args: readonly string[], at: Shell, docker: Docker) => CommandResult | Promise<CommandResult>;

const inspect: Verb = (args, at) => {
	const {flags, words} = readArguments(args, ['s', 'size'], ['force', 'format', 'type']);
	const objects = words.map(word => ({word, object: found(at, word) ?? foundImage(at, word)}));
	const known = objects.flatMap(({object}) => (object === undefined ? [] : [object]));
	const stderr = objects
		.filter(({object}) => object === undefined)
		.map(({word}) => `Error: No such object: ${word}\n`)
		.join('');
	const exit = stderr === '' ? 0 : 1;
	const template = flags.get('force') ?? flags.get('format');
	if (template === undefined) return {stdout: `${JSON.stringify(known, undefined, 4)}\n`, stderr, exit};
	const {stdout = '', stderr: trouble = ''} = formattedLines(template, known);
	return {stdout: stdout || '\n', stderr: trouble || stderr, exit: trouble === '' ? exit : 64};
};

/** What a person runs besides the kubelet is not part of the lab. */
const notHere: Verb = () =>
	failed('docker: Error response from daemon: this lab runs no containers but those of pods.\n', 125);

const verbs: Readonly<Record<string, Verb>> = {
	info,
	ps,
	images,
	pull: pullImage,
	rmi: removeImages,
	inspect,
	logs: dockerLogs,
	exec: dockerExec,
	stop: dockerStop,
	rm: dockerRemove,
	run: notHere,
	version: (args, at) => version(args, at),
};

/** `docker container ls` and `docker image pull` are the same verbs. */
const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	container: {ls: 'ps', list: 'ps', ps: 'ps'},
	image: {ls: 'images', list: 'images', rm: 'rmi'},
	system: {},
};

const withoutDaemon = (verb: string, args: readonly string[], at: Shell): CommandResult => {
	if (verb === 'version') return version(args, at, noDocker);
	if (verb !== 'info') return failed(`${noDocker}\n`);
	return args.length === 0
		? said(
				`Client:\n Context:    default\n Debug Mode: false\n\nServer:\nERROR: ${noDocker}\nerrors pretty printing info\n`,
				1,
			)
		: failed(
				`template: :1:2: executing "" at <${/\{\{\s*(\.\w+)/.exec(args.join(' '))?.[1] ?? '.'}>: reflect: indirection through nil pointer to embedded struct field Info\n`,
				1,
				'\n',
			);
};

const docker: LabCommand = {
	names: ['docker'],
	changes: args => ['pull', 'rmi', 'stop', 'rm', 'exec'].some(verb => args.includes(verb)),
	run: (args, at) => {
		let rest = [...args];
		while (rest[0]?.startsWith('-')) {
			if (rest[0] === '--version' || rest[0] === '-v')
				return said(`Docker version ${dockerVersion(at.machine)}, build 297e128\n`);
			rest = rest.slice(/^(-H|--host|-c|--context|-l|--log-level|--config)$/.test(rest[0]) ? 2 : 1);
		}
		let [verb = 'help', ...more] = rest;
		const group = groups[verb];
		if (group !== undefined) {
			const [inner = '', ...others] = more;
			verb = group[inner] ?? inner;
			more = others;
		}
		const run = verbs[verb];
		if (run === undefined) return failed(`docker: '${verb}' is not a docker command.\nSee 'docker --help'\n`);
		const daemon = at.machine.docker;
		return daemon === undefined ? withoutDaemon(verb, more, at) : run(more, at, daemon);
	},
};

const dockerd: LabCommand = {
	names: ['dockerd'],
	changes: false,
	run: (args, at) =>
		args[0] === '--version' || args[0] === '-v'
			? said(`Docker version ${dockerVersion(at.machine)}, build 5d6db84\n`)
			: failed(
					'failed to start daemon: pid file found, ensure docker is not running or delete /var/run/docker.pid\n',
				),
};

export const dockerCommands: readonly LabCommand[] = [docker, dockerd];
