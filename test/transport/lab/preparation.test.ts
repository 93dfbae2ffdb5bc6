// The preparation stages of the book on simulated hosts, task by task: no, run, yes; and all the way back.
import {describe, expect, test} from 'vitest';
import {findLab, planOfLab} from '../../../source/commands/lab-plan.ts';
import {givenFor} from '../../../source/commands/given-for.ts';
import type {Answer, Given, Probe, Task} from '../../../source/engine/declare.ts';
import {hostsFor} from '../../../source/engine/target.ts';
import {createLab} from '../../../source/transport/lab/lab.ts';
import {books} from '../../../steps/books.ts';

const plan = planOfLab(findLab(true)!);
const lab = createLab({hosts: plan.hosts});
const stages = [
	'connect',
	'names',
	'firewall',
	'swap',
	'modules',
	'kernel-parameters',
	'clock',
	'load-balancer',
	'runtime',
	'packages',
];
const tasks = books[0]!.stages.filter(({id}) => stages.includes(id)).flatMap(stage => stage.tasks);
const never = new AbortController().signal;
let attempt = 0;

const uncaptured = (name: string): never => {
	throw new Error(`${name} is not captured yet`);
};

const placesOf = (task: Task): readonly Given[] =>
	hostsFor(task.target, plan.hosts)
		.map(host => givenFor(plan, host.name, uncaptured))
		.filter(given => task.when?.(given) ?? true);

const ask = async (probe: Probe, given: Given): Promise<{yes: boolean; answer: Answer}> => {
	const until = lab.clock.now() + (probe.within ?? 0) * 1000;
	for (;;) {
		const [answer] = await lab.transport.ask(given.host, [probe.ask(given)], never);
		const yes = probe.expect?.(answer!, given) ?? answer!.exit === 0;
		if (yes || lab.clock.now() >= until) return {yes, answer: answer!};
		await lab.clock.sleep(2000);
	}
};

const run = async (script: string, given: Given): Promise<void> => {
	const done = await lab.transport.run(
		given.host,
		{id: `job-${attempt++}`, script, timeout: 600},
		never,
		() => undefined,
	);
	if (done.exit !== 0)
		throw new Error(`${given.host.name}: exit ${done.exit}\n${script}\n${done.stdout}${done.stderr}`);
};

/** What a fresh Debian already is, or what another task has brought along. */
const alreadySo = new Set([
	'open-ports-firewalld',
	'retired-mirrors',
	'source-key',
	'root',
	'operating-system',
	'processors-and-memory',
	'disk',
	'cgroup-version',
	'identity',
	'proxy-mode',
	'architecture',
	'cgroup-controllers',
	'inotify-limits',
	'apparmor-parser',
	'clock-plausible',
	'package-database',
	'inodes',
	'writable-directories',
	'storage-kind',
	'room-in-run',
	'subnets-free',
	'localhost',
	'proxy-exceptions',
	'pod-dns-servers',
	'registry-tags',
	'own-address',
	'other-hosts',
	'free-ports',
	'earlier-cluster',
	'sources-answer',
	'package-versions',
	'clock-skew',
	'hostname',
	'open-ports-ufw',
	'open-ports-iptables',
	'selinux-permissive',
	'kernel-parameters-last-word',
	'virtual-address-free',
	'one-holder',
	'endpoint-answers',
	'clock-synchronised',
	'old-runtime-packages',
	'runtime-running',
	'signing-key',
	'runtime-read-back',
]);

describe('Each task of the preparation', () => {
	test.each(tasks.filter(task => placesOf(task).length > 0).map(task => [task.id, task] as const))(
		'%s is so in the end, and was not before',
		async (id, task) => {
			const surprises: string[] = [];
			for (const given of placesOf(task)) {
				const before = await ask(task.check, given);
				if (!before.yes) await run(task.run(given), given);
				else if (!alreadySo.has(id))
					surprises.push(`${given.host.name} was so already: ${before.answer.stdout}`);
			}
			for (const given of placesOf(task)) {
				const {yes, answer} = await ask(task.verify ?? task.check, given);
				if (!yes) surprises.push(`${given.host.name} is not so: ${answer.stdout}${answer.stderr}`);
			}
			expect(surprises).toEqual([]);
		},
	);
});

test('Asked again, every task is so: a second run has nothing to do', async () => {
	const open: string[] = [];
	for (const task of tasks)
		for (const given of placesOf(task)) {
			const {yes, answer} = await ask(task.check, given);
			if (!yes) open.push(`${task.id} on ${given.host.name}: ${answer.stdout}${answer.stderr}`);
		}

	expect(open).toEqual([]);
});

test('Taken back, last first, what was changed is as it was', async () => {
	const undone = tasks.filter(task => task.undo !== 'nothing-to-undo' && !alreadySo.has(task.id)).toReversed();
	const still: string[] = [];
	for (const task of undone)
		for (const given of placesOf(task)) {
			await run((task.undo as (given: Given) => string)(given), given);
			if ((await ask(task.check, given)).yes) still.push(`${task.id} on ${given.host.name}`);
		}

	expect(still).toEqual([]);
});
