// A command in a container: programs of its image, plain tools of a shell, and `sh -c` with both in it.
import type {Bash} from 'just-bash';
import type {CommandResult, Shell} from '../command.ts';
import {imageName, podEnvironment} from '../pod-programs.ts';
import {etcdctl} from '../cluster/etcdctl.ts';
import {type PodPlace, readPodFile} from './pod-files.ts';
import {podPrograms} from './pod-programs-run.ts';
import {keepVolumes, volumeFiles, volumePaths} from './pod-volumes.ts';

/** Images of Kubernetes' own programs have no shell and nothing else but the program. */
const bare = new Set(['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'coredns', 'pause', 'etcd']);
const withCurl = new Set(['agnhost', 'netshoot', 'nginx']);
const withShell = new Set([
	'sh',
	'ash',
	'bash',
	'echo',
	'true',
	'false',
	'ls',
	'date',
	'sleep',
	'test',
	'id',
	'whoami',
	'pwd',
	'printf',
	'head',
	'tail',
	'grep',
	'wc',
	'seq',
	'mkdir',
	'touch',
	'rm',
]);

const missing = (program: string, {container}: PodPlace): CommandResult => ({
	stderr: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH${container.name === '' ? '' : ': unknown'}\n`,
	exit: 127,
});

const shellIn = async (place: PodPlace, at: Shell): Promise<Bash> => {
	const {Bash: Shell, defineCommand, decodeBytesToUtf8} = await import('just-bash');
	const names = ['/etc/resolv.conf', '/etc/hostname', '/etc/hosts'];
	const files = Object.fromEntries([
		...names.map(path => [path, readPodFile(place, path) ?? ''] as const),
		...[...place.written].filter(([path]) => path.startsWith('/')),
		...volumeFiles(place),
	]);
	const own = Object.entries(podPrograms).filter(
		([name]) => name !== 'cat' && name !== 'env' && (name !== 'curl' || withCurl.has(imageName(place.spec.image))),
	);
	return new Shell({
		files,
		cwd: '/',
		env: {HOSTNAME: place.pod.metadata.name, HOME: '/root', ...podEnvironment(place.pod, place.spec)},
		defenseInDepth: false,
		sleep: milliseconds => at.pass(milliseconds),
		customCommands: own.map(([name, run]) =>
			defineCommand(name, async (args, context) => {
				const {
					stdout = '',
					stderr = '',
					exit = 0,
				} = await run(args, place, at, decodeBytesToUtf8(context.stdin));
				return {stdout, stderr, exitCode: exit};
			}),
		),
	});
};

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

export const runInPod = async (
	place: PodPlace,
	command: readonly string[],
	at: Shell,
	stdin = '',
): Promise<CommandResult> => {
	const [first = '', ...args] = command;
	const program = first.split('/').at(-1)!;
	const image = imageName(place.spec.image);
	if (program === 'etcdctl' && image === 'etcd') {
		const done = etcdctl(args, place.world, place.filesOf, place.machine);
		// Who gets no answer waits five seconds for it.
		if (/deadline exceeded/.test(done.stderr ?? '')) await at.pass(5000);
		return done;
	}
	if (program === 'etcd' && image === 'etcd' && args.includes('--version'))
		return {stdout: `etcd Version: ${place.spec.image.split(':').at(-1)!.replace(/-\d+$/, '')}\n`};
	if (program === image && args[0] === '--version')
		return {stdout: `Kubernetes ${/:(v[\d.]+)/.exec(place.spec.image)?.[1] ?? ''}\n`};
	if (bare.has(image)) return missing(first, place);
	if (image === 'agnhost' && program === 'agnhost') return missing(first, place);
	if (program === 'curl' && !withCurl.has(image)) return missing(first, place);
	const own = podPrograms[program];
	if (own !== undefined) return own(args, place, at, stdin);
	if (!withShell.has(program)) return missing(first, place);
	const bash = await shellIn(place, at);
	const script = ['sh', 'ash', 'bash'].includes(program) ? shellScript(args, stdin) : command.map(quote).join(' ');
	for (const path of volumePaths(place)) await bash.fs.mkdir(path, {recursive: true});
	const done = await bash.exec(script, {stdin, rawScript: true});
	await keepVolumes(place, bash.fs);
	return {stdout: done.stdout, stderr: done.stderr, exit: done.exitCode};
};

/** `sh -c 'TEXT' name arg…`, or a script on standard input. */
const shellScript = (args: readonly string[], stdin: string): string => {
	const at = args.findIndex(arg => /^-\w*c$/.test(arg));
	if (at === -1) return stdin;
	const [text = '', , ...rest] = args.slice(at + 1);
	const strict = args.slice(0, at + 1).some(arg => /^-\w*e/.test(arg)) ? 'set -e\n' : '';
	return rest.length > 0 ? `${strict}set -- ${rest.map(quote).join(' ')}\n${text}` : `${strict}${text}`;
};
