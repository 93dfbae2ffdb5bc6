// crictl pods, stopp, rmp.
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import {ago, table} from './table.ts';

type Sandbox = {
	readonly id: string;
	readonly uid: string;
	readonly at: number;
	readonly name: string;
	readonly namespace: string;
};

const sandboxes = (at: Shell): Sandbox[] =>
	Object.entries(at.machine.pods ?? {}).flatMap(([uid, sync]) => {
		if (sync.sandbox === undefined) return [];
		const object = at.world.cluster?.objects.find(entry => entry.kind === 'Pod' && entry.metadata.uid === uid);
		const container = at.machine.containers.find(entry => entry.podUid === uid);
		return [
			{
				id: sync.sandbox,
				uid,
				at: sync.sandboxAt ?? 0,
				name: object?.metadata.name ?? container?.pod ?? '',
				namespace: object?.metadata.namespace ?? container?.namespace ?? '',
			},
		];
	});

export const pods = (args: readonly string[], at: Shell): CommandResult => {
	const {flags} = readArguments(
		args,
		['q', 'quiet', 'no-trunc', 'l', 'latest', 'a'],
		['name', 'namespace', 'state', 's', 'label', 'output', 'id'],
	);
	const shown = sandboxes(at)
		.filter(pod => flags.get('name') === undefined || new RegExp(flags.get('name')!).test(pod.name))
		.filter(pod => flags.get('namespace') === undefined || pod.namespace === flags.get('namespace'))
		.toSorted((a, b) => b.at - a.at);
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(pod => `${pod.id}\n`).join(''));
	return said(
		table([
			['POD ID', 'CREATED', 'STATE', 'NAME', 'NAMESPACE', 'ATTEMPT', 'RUNTIME'],
			...shown.map(pod => [
				pod.id.slice(0, 13),
				ago(at.world.now - pod.at),
				'Ready',
				pod.name,
				pod.namespace,
				'0',
				'(default)',
			]),
		]),
	);
};

export const dropSandboxes =
	(verb: 'Stopped' | 'Removed') =>
	(args: readonly string[], at: Shell): CommandResult => {
		const {flags, words} = readArguments(args, ['a', 'all', 'f', 'force'], []);
		const all = flags.has('a') || flags.has('all');
		const chosen = sandboxes(at).filter(pod => all || words.some(word => pod.id.startsWith(word)));
		if (chosen.length === 0 && !all)
			return failed(
				`level=fatal msg="getting sandbox status of pod \\"${words[0] ?? ''}\\": rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found"\n`,
			);
		for (const pod of chosen) {
			for (const container of at.machine.containers.filter(
				entry => entry.podUid === pod.uid && entry.state === 'running',
			)) {
				container.state = 'exited';
				container.finished = at.world.now;
				container.exitCode = 137;
			}
			delete at.machine.pods![pod.uid]!.sandbox;
			if (verb === 'Removed')
				at.machine.containers = at.machine.containers.filter(entry => entry.podUid !== pod.uid);
		}
		return said(chosen.map(pod => `${verb} sandbox ${pod.id.slice(0, 13)}\n`).join(''));
	};
