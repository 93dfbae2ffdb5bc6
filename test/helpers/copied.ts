// The tasks of `certificates: copy` run on real hosts as they stand: what each printed is captured as the engine does it.
import {expect} from 'vitest';
import type {Task} from '../../source/engine/declare.ts';
import type {Plan} from '../../steps/plan.ts';
import type {NamespaceHost, Said} from '../hosts/namespaces.ts';
import {givenFor} from './plans.ts';

export type Run = {
	/** The script on every host that it is for; throws when one fails. */
	readonly must: (task: Task) => Promise<void>;
	readonly run: (task: Task, host: string) => Promise<Said>;
	readonly ask: (task: Task, host: string) => Promise<boolean>;
	readonly undo: (task: Task, host: string) => Promise<Said>;
	readonly captured: Record<string, string>;
};

export const runOn = (hosts: readonly NamespaceHost[], plan: Plan): Run => {
	const captured: Record<string, string> = {};
	const on = (name: string): NamespaceHost => hosts.find(({host}) => host.name === name)!;
	const exec = (name: string, script: string): Promise<Said> => on(name).exec(`set -euo pipefail\n${script}`);
	const run: Run['run'] = async (task, name) => {
		const said = await exec(name, task.run(givenFor(plan, name, captured)));
		for (const [key, {parse}] of Object.entries(task.capture ?? {})) {
			const value = parse(said.stdout);
			if (value !== undefined) captured[key] = value;
		}
		return said;
	};
	const ask: Run['ask'] = async (task, name) =>
		(await on(name).exec((task.verify ?? task.check).ask(givenFor(plan, name, captured)))).exit === 0;
	return {
		captured,
		run,
		ask,
		undo: (task, name) =>
			task.undo === 'nothing-to-undo'
				? Promise.resolve({exit: 0, stdout: '', stderr: ''})
				: exec(name, task.undo(givenFor(plan, name, captured))),
		must: async task => {
			const first = hosts[0]!.host.name;
			const names = task.target === 'first-control-plane' ? [first] : hosts.slice(1).map(({host}) => host.name);
			for (const name of names) {
				const {exit, stderr} = await run(task, name);
				expect([task.id, name, exit, stderr.replaceAll('\r', '')]).toEqual([
					task.id,
					name,
					0,
					expect.any(String),
				]);
				expect([task.id, name, await ask(task, name)]).toEqual([task.id, name, true]);
			}
		},
	};
};
