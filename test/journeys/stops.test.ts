// Ctrl+C and kill -9 at instants that nobody chose, and going on each time: the whole program, on simulated hosts.
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {reduce, initialState} from '../../source/engine/state.ts';
import {readJournal} from '../../source/session/journal.ts';
import {kubewalk, startKubewalk} from '../helpers/program.ts';
import {runUntil, seeded, type Instant, type Stopped} from '../helpers/stopping.ts';
import {makeHome} from '../session/story.ts';

const long = 300_000;

/** As many lines as a crash may leave half-written. */
const journalOf = (home: string, session: string) => {
	const path = join(home, 'sessions', session, 'journal.jsonl');
	const unreadable = readFileSync(path, 'utf8')
		.split('\n')
		.slice(0, -1)
		.filter(line => !line.startsWith('{') || !line.endsWith('}'));
	expect(unreadable).toEqual([]);
	return readJournal(path);
};

const settledIn = (home: string, session: string): number => {
	const {rows} = journalOf(home, session).reduce(reduce, initialState);
	const statuses = Object.values(rows).flatMap(hosts => Object.values(hosts).map(({status}) => status));
	return statuses.filter(status => status === 'done' || status === 'satisfied').length;
};

const expectStopped = ({code, signal, stderr}: Stopped, sent: NodeJS.Signals, session: string): void => {
	if (sent === 'SIGKILL') {
		expect({code, signal, stderr}).toEqual({code: null, signal: 'SIGKILL', stderr: ''});
		return;
	}
	expect(code).toBe(4);
	expect(stderr.split('\n')).toEqual([
		'Stopping after the commands that are running; once more stops them too.',
		expect.stringMatching(/^\d+ done, .*, 0 failed(?:, \d+ not known)?, in .* s$/),
		`Go on with: kubewalk run --yes --resume ${session}`,
		'',
	]);
};

/** Stops one session again and again; what comes back is how far it had come each time. At the end it has to end well. */
const stopAgainAndAgain = async (
	home: string,
	first: readonly string[],
	signal: NodeJS.Signals,
	instants: readonly Instant[],
): Promise<readonly number[]> => {
	const settled: number[] = [];
	let args = first;
	for (const instant of instants) {
		const stopped = await runUntil(args, home, instant, [signal]);
		expect(stopped.stoppedAt, `it ended by itself before stop ${settled.length}: ${stopped.stderr}`).toBeDefined();
		const session = stopped.session!;
		expectStopped(stopped, signal, session);
		settled.push(settledIn(home, session));
		args = ['--resume', session];
	}
	const last = await kubewalk(['run', '--yes', ...args], {home});
	expect(last.code).toBe(0);
	expect(last.stderr).toMatch(/ 0 skipped, 0 failed, in .* s\nSession /);
	// One session from the first to the last.
	expect(readdirSync(join(home, 'sessions'))).toEqual(args.slice(1));
	return settled;
};

/** Few hosts, so that twenty stops do not take long. */
const smallPlan = `name: small
endpoint: {kind: single}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
`;

describe.concurrent('a run that is stopped', () => {
	test('goes on after each of twenty Ctrl+C, and ends well', {timeout: long}, async () => {
		const home = makeHome();
		writeFileSync(join(home, 'cluster.yaml'), smallPlan);
		const first = ['--lab', '--plan', 'cluster.yaml'];
		const random = seeded(7);
		const instants = Array.from({length: 20}, () => ({
			commands: Math.floor(random() * 5),
			events: Math.floor(random() * 8),
		}));
		const settled = await stopAgainAndAgain(home, first, 'SIGINT', instants);
		// What was settled stays settled, and the stops were all over the book.
		expect(settled).toEqual(settled.toSorted((one, other) => one - other));
		expect(settled.at(-1)! - settled[0]!).toBeGreaterThan(50);
	});

	test('goes on after each of four kill -9, and ends well', {timeout: long}, async () => {
		// While hosts are prepared, around the init with its secrets, and among the joins.
		const instants = [40, 65, 12, 8].map((commands, index) => ({commands, events: index * 2}));
		const settled = await stopAgainAndAgain(makeHome(), ['--lab'], 'SIGKILL', instants);
		expect(Math.max(...settled)).toBeGreaterThan(150);
	});

	test('ends its commands at the second Ctrl+C, and asks again what became of them', {timeout: long}, async () => {
		const home = makeHome();
		const {code, stderr, session} = await runUntil(['--lab', '--until', 'names'], home, {commands: 1, events: 0}, [
			'SIGTERM',
			'SIGINT',
		]);
		expect(code).toBe(4);
		expect(stderr).toContain('\nStopping the commands that are running.\n');
		expect(journalOf(home, session!)).toContainEqual(expect.objectContaining({type: 'task', status: 'cancelled'}));
		const resumed = await kubewalk(['run', '--yes', '--resume', session!, '--until', 'names'], {home});
		expect(resumed.code).toBe(0);
		expect(resumed.stderr).toMatch(/, 0 failed, /);
	});

	test('leaves nothing half-made when it had not begun', {timeout: long}, async () => {
		const home = makeHome();
		const {child, ended} = startKubewalk(['run', '--lab', '--yes', '--json'], {home});
		child.kill('SIGINT');
		const {code, signal, stdout, stderr} = await ended;
		expect({code, signal, stdout, stderr}).toEqual({code: null, signal: 'SIGINT', stdout: '', stderr: ''});
		expect(existsSync(join(home, 'sessions'))).toBe(false);
	});
});
