// kubectl logs: what a container has said, asked of the kubelet of its node.
import {get, list} from '../cluster/objects.ts';
import {servingCertificate} from '../cluster/serving-certificate.ts';
import {specOf} from '../cluster/pod.ts';
import {type CommandResult, failed} from '../command.ts';
import {machineOfNode} from '../pod-network.ts';
import {reach} from '../reach.ts';
import type {Container, KubeObject, Machine} from '../world.ts';
import type {Client} from './client.ts';
import {readDuration} from './flags.ts';
import {kindNamed, qualifiedPlural} from './kinds.ts';
import {statuses} from './pod-columns.ts';
import {nodeAddress} from './printers.ts';
import {labelMatcher, select, targets} from './select.ts';

/** The API server asks the kubelet on port 10250; without it there are no logs and no exec. */
export const kubeletOf = (client: Client, pod: KubeObject, what: string): Machine | CommandResult => {
	const {world, filesOf} = client.at;
	const node = specOf(pod).nodeName;
	const machine = machineOfNode(world, node);
	if (node === undefined || machine === undefined)
		return failed(`Error from server (BadRequest): pod ${pod.metadata.name} does not have a host assigned\n`);
	const address = nodeAddress(get(world, 'Node', node)!, 'InternalIP');
	const target = reach(world, filesOf, client.machine, address, 10_250);
	const shows = servingCertificate(machine, filesOf(machine.name)) !== undefined;
	if (target.outcome === 'open' && target.machine !== machine)
		// Another kubelet answers there, and has no such pod.
		return failed(
			what === 'log'
				? `Error from server (NotFound): the server could not find the requested resource ( pods/log ${pod.metadata.name})\n`
				: 'error: unable to upgrade connection: pod does not exist\n',
		);
	if (target.outcome === 'open' && shows) return machine;
	const words =
		{refused: 'connect: connection refused', timeout: 'i/o timeout', unreachable: 'connect: no route to host'}[
			target.outcome as 'refused'
		] ?? 'EOF';
	const why = shows ? `dial tcp ${address}:10250: ${words}` : 'remote error: tls: internal error';
	return failed(
		`Error from server: ${what === 'log' ? `Get "https://${address}:10250/containerLogs/${pod.metadata.namespace ?? 'default'}/${pod.metadata.name}/${specOf(pod).containers[0]?.name ?? ''}": ` : 'error dialing backend: '}${why}\n`,
	);
};

/** Pods of `pod`, `deploy/web`, `-l app=web`. */
const podsMeant = async (client: Client): Promise<readonly KubeObject[] | CommandResult> => {
	const {flags, at, namespace} = client;
	const selector = flags.value('selector');
	if (selector !== undefined) {
		const matches = labelMatcher(selector) ?? (() => false);
		return list(at.world, 'Pod', flags.has('all-namespaces') ? undefined : namespace).filter(pod =>
			matches(pod.metadata.labels),
		);
	}
	const [word] = flags.words;
	if (word === undefined)
		return failed(
			"error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples\n",
		);
	return podsNamed(client, word);
};

/** The pod of that name, or those behind a workload: the first ready one first. */
export const podsNamed = async (client: Client, word: string): Promise<readonly KubeObject[] | CommandResult> => {
	const {at, namespace} = client;
	const [{type, names}] = targets([word]) as [{type: string; names: readonly string[]}];
	if (names.length === 0 || kindNamed(type)?.kind === 'Pod') {
		const name = names[0] ?? type;
		const found = await select(client, ['pods', name]);
		if (!('groups' in found)) return found;
		const pod = found.groups[0]?.objects[0];
		return pod === undefined ? failed(found.missing.join('')) : [pod];
	}
	const kind = kindNamed(type);
	if (kind === undefined) return failed(`error: the server doesn't have a resource type "${type}"\n`);
	const object = get(at.world, kind.kind, names[0]!, namespace);
	if (object === undefined)
		return failed(`Error from server (NotFound): ${qualifiedPlural(kind)} "${names[0]!}" not found\n`);
	const wanted =
		(object.spec?.['selector'] as {matchLabels?: Record<string, string>} | undefined)?.matchLabels ??
		(object.spec?.['selector'] as Record<string, string> | undefined) ??
		{};
	const pods = list(at.world, 'Pod', namespace).filter(pod =>
		Object.entries(wanted).every(([key, value]) => pod.metadata.labels?.[key] === value),
	);
	if (pods.length === 0) return failed(`error: timed out waiting for the condition\n`);
	const running = pods.filter(pod => pod.status?.['phase'] === 'Running');
	return running.length > 0 ? running : pods;
};

const linesOf = (client: Client, pod: KubeObject, machine: Machine, name: string): string | CommandResult => {
	const {flags, at} = client;
	const all = machine.containers.filter(
		container => container.podUid === pod.metadata.uid && container.name === name,
	);
	const previous = flags.has('previous');
	const status = [...statuses(pod), ...statuses(pod, 'initContainerStatuses')].find(entry => entry.name === name);
	const container: Container | undefined = previous ? all.at(-2) : all.at(-1);
	if (container === undefined) {
		if (previous)
			return failed(
				`Error from server (BadRequest): previous terminated container "${name}" in pod "${pod.metadata.name}" not found\n`,
			);
		const reason = status?.state?.waiting?.reason ?? 'ContainerCreating';
		const words =
			reason === 'ErrImagePull' || reason === 'ImagePullBackOff' ? `trying and failing to pull image` : reason;
		return failed(
			`Error from server (BadRequest): container "${name}" in pod "${pod.metadata.name}" is waiting to start: ${words}\n`,
		);
	}
	const since = flags.value('since');
	const from = since === undefined ? 0 : at.world.now - readDuration(since);
	const said = container.log.filter(line => line.at >= from);
	const tail = flags.value('tail') ?? (flags.value('selector') === undefined ? undefined : '10');
	const shown = tail === undefined || Number(tail) < 0 ? said : Number(tail) === 0 ? [] : said.slice(-Number(tail));
	const prefix = flags.has('prefix') ? `[pod/${pod.metadata.name}/${name}] ` : '';
	return shown
		.map(
			({at: time, text}) =>
				`${prefix}${flags.has('timestamps') ? `${new Date(time).toISOString().replace('Z', '000000Z')} ` : ''}${text}\n`,
		)
		.join('');
};

export const logsVerb = async (client: Client): Promise<CommandResult> => {
	const {flags} = client;
	const meant = await podsMeant(client);
	if (!Array.isArray(meant)) return meant as CommandResult;
	const pods = meant as readonly KubeObject[];
	if (pods.length === 0) return {stderr: `No resources found in ${client.namespace} namespace.\n`};
	const chosen = flags.value('selector') === undefined && !flags.has('all-pods') ? pods.slice(0, 1) : pods;
	let stdout = '';
	let stderr =
		pods.length > chosen.length ? `Found ${pods.length} pods, using pod/${chosen[0]!.metadata.name}\n` : '';
	for (const pod of chosen) {
		const machine = kubeletOf(client, pod, 'log');
		if (!('containers' in machine)) return {...machine, stdout};
		const spec = specOf(pod);
		const known = [...spec.containers, ...(spec.initContainers ?? [])].map(({name}) => name);
		const wanted = flags.value('container') ?? flags.words[1];
		if (wanted !== undefined && !known.includes(wanted))
			return failed(
				`error: container ${wanted} is not valid for pod ${pod.metadata.name} out of: ${spec.containers.map(({name}) => name).join(', ')}\n`,
				1,
				stdout,
			);
		const names = flags.has('all-containers') ? known : [wanted ?? spec.containers[0]!.name];
		if (wanted === undefined && !flags.has('all-containers') && known.length > 1)
			stderr += `Defaulted container "${names[0]!}" out of: ${[...spec.containers.map(({name}) => name), ...(spec.initContainers ?? []).map(({name}) => `${name} (init)`)].join(', ')}\n`;
		for (const name of names) {
			const lines = linesOf(client, pod, machine, name);
			if (typeof lines !== 'string') return {...lines, stdout};
			stdout += lines;
		}
	}
	return {stdout, stderr};
};
