import {expect, test} from 'vitest';
import {books} from '../../steps/books.ts';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {Transport} from '../../source/engine/transport.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {labs} from '../../steps/labs/labs.ts';
import {engineAtLab} from '../helpers/engine-at-lab.ts';

const plan = planOfLab(labs[0]);

const engineOn = (lab: Lab, transport: Transport): Engine =>
	engineAtLab(
		{transport, clock: lab.clock},
		plan,
		books.find(({id}) => id === 'install')!,
	).engine;

/**
 * The whole state of the simulated hosts, but for two things that asking changes on real ones too: what o'clock it is,
 * and the kernel's table of neighbours that were heard of lately.
 */
const worldOf = (lab: Lab): unknown =>
	JSON.parse(lab.save(), (key, value: unknown) => (key === 'now' || key === 'neighbours' ? undefined : value));

const counting = (transport: Transport) => {
	const trips: string[] = [];
	const questions = new Map<string, number>();
	const counted: Transport = {
		...transport,
		ask: (host, asked, ...rest) => {
			trips.push(`ask ${host.name}`);
			questions.set(host.name, asked.length);
			return transport.ask(host, asked, ...rest);
		},
		run: (host, ...rest) => {
			trips.push(`run ${host.name}`);
			return transport.run(host, ...rest);
		},
	};
	return {counted, trips, questions};
};

test('The survey asks each host which system it has, then the whole book in one round trip, and runs nothing', async () => {
	const lab = createLab({hosts: plan.hosts});
	const {counted, trips, questions} = counting(lab.transport);
	const engine = engineOn(lab, counted);
	const surveyed = await engine.survey();

	expect(trips.toSorted()).toEqual(plan.hosts.flatMap(({name}) => [`ask ${name}`, `ask ${name}`]).toSorted());
	for (const [host, asked] of questions) {
		const known = surveyed.filter(cell => cell.host === host && (cell.answer !== 'unknown' || cell.detail !== ''));
		expect(asked).toBe(known.length);
		expect(asked).toBeGreaterThan(30);
	}
});

test('Of whatever is not so on bare hosts, the survey says what was seen', async () => {
	const lab = createLab({hosts: plan.hosts});
	const surveyed = await engineOn(lab, lab.transport).survey();
	const silent = surveyed.filter(({answer, detail}) => answer === 'no' && detail.startsWith('exit code'));

	expect(surveyed.filter(({answer}) => answer === 'no').length).toBeGreaterThan(100);
	expect([...new Set(silent.map(({task}) => task))]).toEqual([]);
});

test('A survey leaves simulated hosts as they were, before the installation and in the middle of it', async () => {
	const lab = createLab({hosts: plan.hosts});
	const engine = engineOn(lab, lab.transport);
	const fresh = worldOf(lab);
	await engine.survey();
	expect(worldOf(lab)).toEqual(fresh);

	// Only so far: later on haproxy and keepalived run, whose own timers go on while questions are asked.
	const tasks = engine.book.stages.slice(0, 7).flatMap(stage => stage.tasks.map(({id}) => id));
	expect(await engine.start({tasks})).toBe('done');
	const half = worldOf(lab);
	await engine.survey();
	expect(worldOf(lab)).toEqual(half);
});
