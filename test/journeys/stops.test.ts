// Ctrl+C and kill -9 at instants that nobody chose, and going on each time: the whole program, on simulated hosts.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {reduce, initialState} from '../../source/engine/state.ts';
import {readJournal} from '../../source/session/journal.ts';
import {kubewalk, startKubewalk} from '../helpers/program.ts';
import {runUntil, seeded, type Stopped} from '../helpers/stopping.ts';
import {makeHome} from '../session/story.ts';

const stackTrace = /^\s+at .+:\d+:\d+\)?$|^Node\.js v\d/m;
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

type Look = (stopped: Stopped, session: string) => void;

/** Stops one session again and again; what comes back is how far it had come each time, and how it ended. */
const stopAgainAndAgain = async (seed: number, times: number, most: number, signal: NodeJS.Signals, look: Look) => {
	const home = makeHome();
	const random = seeded(seed);
	const settled: number[] = [];
	let session = '';
	let args: readonly string[] = ['--lab'];
	for (let time = 0; time < times; time += 1) {
		const instant = {commands: Math.floor(random() * most), events: Math.floor(random() * 8)};
		const stopped = await runUntil(args, home, instant, [signal]);
		expect(stopped.stoppedAt, `it ended by itself before stop ${time}: ${stopped.stderr}`).toBeDefined();
		session = stopped.session!;
		look(stopped, session);
		const {rows} = journalOf(home, session).reduce(reduce, initialState);
		const statuses = Object.values(rows).flatMap(hosts => Object.values(hosts).map(({status}) => status));
		settled.push(statuses.filter(status => status === 'done' || status === 'satisfied').length);
		args = ['--resume', session];
	}
	const last = await kubewalk(['run', '--yes', ...args], {home});
	return {home, session, settled, last};
};

describe.concurrent('a run that is stopped', () => {
	test('goes on after each of twenty Ctrl+C, and ends well', {timeout: long}, async () => {
		const {settled, last, home, session} = await stopAgainAndAgain(
			7,
			20,
			14,
			'SIGINT',
			({code, stderr}, session) => {
				expect(code).toBe(4);
				expect(stderr).toMatch(
					new RegExp(
						`^Stopping after the commands that are running; once more stops them too\\.\n\\d+ done, .*, 0 failed, in .* s\nGo on with: kubewalk run --yes --resume ${session}\n$`,
					),
				);
			},
		);
		expect(last.code).toBe(0);
		expect(last.stderr).toMatch(/ 0 skipped, 0 failed, in .* s\nSession /);
		// What was settled stays settled, and the stops were all over the book.
		expect(settled).toEqual(settled.toSorted((one, other) => one - other));
		expect(settled.at(-1)! - settled[0]!).toBeGreaterThan(100);
		expect(readdirSync(join(home, 'sessions'))).toEqual([session]);
	});

	test('goes on after each of eight kill -9, and ends well', {timeout: long}, async () => {
		const {last} = await stopAgainAndAgain(11, 8, 30, 'SIGKILL', ({code, signal, stderr}) => {
			expect({code, signal}).toEqual({code: null, signal: 'SIGKILL'});
			expect(stderr).not.toMatch(stackTrace);
		});
		expect(last.code).toBe(0);
		expect(last.stderr).toMatch(/ 0 skipped, 0 failed, in .* s\nSession /);
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
