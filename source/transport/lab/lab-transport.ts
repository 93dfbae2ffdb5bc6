// The engine's port to simulated hosts: what ssh does, with ssh's words when a host is gone.
import type {Answer} from '../../engine/declare.ts';
import type {Host as PlanHost} from '../../engine/given.ts';
import {HostUnreachable, type Job, type OnOutput, type Transport} from '../../engine/transport.ts';
import type {Host, Surroundings} from './host.ts';
import {withPatience} from './patience.ts';
import type {World} from './world.ts';

/** `lose` ends what runs on a host that has lost its power. */
export type LabTransport = Transport & {readonly lose: (host: string) => void};

/** just-bash answers when a script has ended, so that is when its output comes. */
const tell = (answer: Answer, onOutput: OnOutput): Answer => {
	if (answer.stdout !== '') onOutput(answer.stdout, 'stdout');
	if (answer.stderr !== '') onOutput(answer.stderr, 'stderr');
	return answer;
};

const cutOff: Answer = {exit: 137, stdout: '', stderr: 'The host went down while this was running.\n'};

const silent = (host: PlanHost): HostUnreachable =>
	new HostUnreachable(
		host.name,
		`ssh: connect to host ${host.address} port 22: Connection timed out. Switch ${host.name} on, or check its network.`,
	);

export const labTransport = (world: World, around: Surroundings, turn: () => Promise<void>): LabTransport => {
	/** Stops what runs on a host when it loses its power. */
	const losses = new Map<string, Set<AbortController>>();
	const underWay = new Map<string, Promise<Answer>>();

	const reach = async (host: PlanHost): Promise<Host> => {
		const machine = world.machines[host.name];
		const shell = around.hostOf(host.name);
		if (!machine || !shell)
			throw new HostUnreachable(host.name, `The lab has no host ${host.name}: it was made for another plan.`);
		if (machine.power === 'off' || machine.cut) throw silent(host);
		return shell;
	};

	/** Runs under the caller's signal, the host's power and a limit of simulated time. */
	const guarded = async <Result>(
		host: PlanHost,
		signal: AbortSignal,
		seconds: number,
		work: (signal: AbortSignal) => Promise<Result>,
	): Promise<Result> => {
		const loss = new AbortController();
		const here = losses.get(host.name) ?? new Set();
		losses.set(host.name, here.add(loss));
		try {
			const done = await withPatience(seconds * 1000, late => work(AbortSignal.any([signal, loss.signal, late])));
			if (loss.signal.aborted || world.machines[host.name]?.power === 'off') throw silent(host);
			return done;
		} finally {
			here.delete(loss);
		}
	};

	const runOnce = async (host: PlanHost, job: Job, signal: AbortSignal, onOutput: OnOutput): Promise<Answer> => {
		const shell = await reach(host);
		const machine = world.machines[host.name]!;
		const known = machine.jobs[job.id];
		if (known) return tell(known, onOutput);
		// Until it has ended it counts as cut off: a job never runs twice, whatever happens to the host or to us.
		machine.jobs[job.id] = cutOff;
		const answer = await guarded(host, signal, job.timeout, async limits => {
			const done = await shell.exec(`set -euo pipefail\n${job.script}`, {signal: limits});
			return {exit: done.exit, stdout: done.stdout, stderr: done.stderr};
		});
		machine.jobs[job.id] = answer;
		return tell(answer, onOutput);
	};

	return {
		ask: async (host, questions, signal, timeout = 20) => {
			await turn();
			const shell = await reach(host);
			return guarded(host, signal, timeout, async limits => {
				const answers: Answer[] = [];
				for (const question of questions) {
					const done = await shell.exec(question, {signal: limits});
					answers.push({exit: done.exit, stdout: done.stdout, stderr: done.stderr});
				}
				return answers;
			});
		},
		run: async (host, job, signal, onOutput) => {
			await turn();
			const key = `${host.name}\0${job.id}`;
			const running = underWay.get(key);
			if (running) return running;
			const started = runOnce(host, job, signal, onOutput).finally(() => underWay.delete(key));
			underWay.set(key, started);
			return started;
		},
		close: async () => undefined,
		lose: host => {
			for (const loss of losses.get(host) ?? []) loss.abort();
		},
	};
};
