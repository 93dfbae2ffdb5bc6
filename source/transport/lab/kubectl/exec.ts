// kubectl exec, and the pods of `kubectl run --rm -i`.
import {get, remove} from '../cluster/objects.ts';
import {specOf} from '../cluster/pod.ts';
import {type CommandResult, failed} from '../command.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {readDuration} from './flags.ts';
import {runPod} from './generate.ts';
import {kubeletOf, podsNamed} from './logs.ts';
import type {PodPlace} from './pod-files.ts';
import {runInPod} from './pod-shell.ts';
import {word} from '../word.ts';

/** What somebody has written in a container is gone with it. */
const writings = new WeakMap<object, Map<string, string>>();

const placeIn = (client: Client, pod: KubeObject, name: string): PodPlace | CommandResult => {
	const machine = kubeletOf(client, pod, 'exec');
	if (!('containers' in machine)) return machine;
	const {world, filesOf} = client.at;
	const container = machine.containers.find(
		entry => entry.podUid === pod.metadata.uid && entry.name === name && entry.state === 'running',
	);
	const spec = specOf(pod).containers.find(entry => entry.name === name);
	if (spec === undefined)
		return failed(`Error from server (BadRequest): container ${name} is not valid for pod ${pod.metadata.name}\n`);
	if (container === undefined)
		return failed(`error: unable to upgrade connection: container not found ("${name}")\n`);
	const written = writings.get(container) ?? new Map<string, string>();
	writings.set(container, written);
	return {world, filesOf, machine, pod, spec, container, written};
};

export const execVerb = async (client: Client): Promise<CommandResult> => {
	const {flags, at} = client;
	const [target, ...own] = flags.words;
	if (target === undefined) return failed('error: pod or type/name must be specified\n');
	const command = flags.rest.length > 0 ? flags.rest : own;
	if (command.length === 0) return failed('error: you must specify at least one command for the container\n');
	if (own.length > 0 && flags.rest.length === 0 && client.minor >= 30)
		return failed(
			"error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples\n",
		);
	const pods = await podsNamed(client, target);
	if (!Array.isArray(pods)) return pods as CommandResult;
	const pod = (pods as readonly KubeObject[])[0]!;
	const phase = word(pod.status?.['phase']);
	if (phase === 'Succeeded' || phase === 'Failed')
		return failed(`error: cannot exec into a container in a completed pod; current phase is ${phase}\n`);
	const containers = specOf(pod).containers.map(({name}) => name);
	const name = flags.value('container') ?? containers[0]!;
	const place = placeIn(client, pod, name);
	if (!('pod' in place)) return place;
	const hint =
		flags.value('container') === undefined && containers.length > 1
			? `Defaulted container "${name}" out of: ${containers.join(', ')}\n`
			: '';
	const done = await runInPod(place, command, at, flags.has('stdin') ? at.stdin : '');
	const exit = done.exit ?? 0;
	const stderr = `${hint}${done.stderr ?? ''}`;
	if (stderr.includes('OCI runtime exec failed'))
		return {
			stderr: `${hint}error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: ${(done.stderr ?? '').trimEnd()}\n`,
			exit: 1,
		};
	return {
		stdout: done.stdout ?? '',
		stderr: exit === 0 ? stderr : `${stderr}command terminated with exit code ${exit}\n`,
		exit,
	};
};

const phaseNow = (client: Client, pod: KubeObject): {readonly pod: KubeObject | undefined; readonly phase: string} => {
	const current = get(client.at.world, 'Pod', pod.metadata.name, pod.metadata.namespace);
	return {pod: current, phase: word(current?.status?.['phase'])};
};

/** Attached: its command runs as the container's process, its output is ours, and `--rm` takes the pod away. */
export const runVerb = async (client: Client): Promise<CommandResult> => {
	const {flags, at} = client;
	const attached = flags.has('stdin') || flags.has('attach') || flags.has('rm');
	if (flags.has('rm') && !flags.has('stdin') && !flags.has('attach'))
		return failed('error: --rm should only be used for attached containers\n');
	const made = await runPod(client);
	if ((made.exit ?? 0) !== 0 || !attached || flags.value('dry-run') !== undefined) return made;
	const name = flags.words[0]!;
	const pod = get(at.world, 'Pod', name, client.namespace)!;
	const limit = flags.value('pod-running-timeout') ?? flags.value('timeout');
	const until = at.world.now + (limit === undefined ? 60_000 : readDuration(limit));
	while (phaseNow(client, pod).phase === 'Pending' && at.world.now < until) await at.pass(500);
	const started = phaseNow(client, pod);
	const took = (): void => void (flags.has('rm') && remove(at.world, 'Pod', name, client.namespace));
	if (started.pod === undefined || started.phase === 'Pending') {
		took();
		return failed('error: timed out waiting for the condition\n');
	}
	const command = flags.rest.length > 0 ? flags.rest : flags.words.slice(1);
	const place = started.phase === 'Running' ? placeIn(client, started.pod, name) : undefined;
	let done: CommandResult;
	if (place !== undefined && 'pod' in place)
		done =
			command.length > 0
				? await runInPod(place, command, at, at.stdin)
				: at.stdin === ''
					? {}
					: await runInPod(place, ['sh'], at, at.stdin);
	else {
		// It ran and ended before anybody could attach: its log has what it said.
		const machine = kubeletOf(client, started.pod, 'log');
		const container =
			'containers' in machine ? machine.containers.find(entry => entry.podUid === pod.metadata.uid) : undefined;
		const inside =
			'containers' in machine && container !== undefined
				? await runInPod(
						{
							world: at.world,
							filesOf: at.filesOf,
							machine,
							pod: started.pod,
							spec: specOf(started.pod).containers[0]!,
							container,
							written: new Map(),
						},
						command,
						at,
						at.stdin,
					)
				: {};
		done = inside;
	}
	at.settle();
	took();
	const gone =
		flags.has('rm') && !flags.has('quiet')
			? `pod "${name}" deleted${client.minor >= 33 ? ` from ${client.namespace} namespace` : ''}\n`
			: '';
	const exit = done.exit ?? 0;
	return {
		stdout: `${done.stdout ?? ''}${gone}`,
		stderr: `${done.stderr ?? ''}${exit === 0 ? '' : `pod ${client.namespace}/${name} terminated (Error)\n`}`,
		exit,
	};
};
