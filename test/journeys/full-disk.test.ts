// A disk that gets full under the journal: one sentence, a code, and what was written is there when there is room again.
import {spawnSync} from 'node:child_process';
import {closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {readJournal} from '../../source/session/journal.ts';
import {kubewalk, startKubewalk} from '../helpers/program.ts';
import {makeHome} from '../session/story.ts';

const stackTrace = /^\s+at .+:\d+:\d+\)?$|^Node\.js v\d/m;

const home = join(makeHome(), 'small');
/** Only root may mount, and not in every container. */
const mounted = ((): boolean => {
	mkdirSync(home);
	return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', home]).status === 0;
})();
const why = ' (skipped where no file system can be mounted)';

afterAll(() => {
	if (mounted) spawnSync('umount', ['-l', home]);
});

const ballast = join(home, 'ballast');

/** Takes all the room that is left, to the last byte. */
const fill = (): void => {
	const file = openSync(ballast, 'a');
	for (let size = 65_536; size >= 1;) {
		try {
			writeSync(file, Buffer.alloc(size));
		} catch {
			size = Math.floor(size / 2);
		}
	}
	closeSync(file);
};

const journalOf = (session: string) => readJournal(join(home, 'sessions', session, 'journal.jsonl'));

test.skipIf(!mounted)(`A disk that is full before anything has begun is a sentence and a code${why}`, async () => {
	fill();
	const {code, stdout, stderr} = await kubewalk(['run', '--lab', '--yes', '--json'], {home});
	expect({code, stdout}).toEqual({code: 1, stdout: ''});
	expect(stderr).toMatch(
		/^The session cannot be written to \S+: the disk is full: make room there and run again\.\n$/,
	);
	rmSync(ballast);
	expect(readdirSync(join(home, 'sessions'))).toEqual([]);
});

test.skipIf(!mounted)(
	`A disk that gets full during a run stops it, loses nothing, and the rest is done later${why}`,
	async () => {
		const {onLine, ended} = startKubewalk(['run', '--lab', '--yes', '--json', '--until', 'swap'], {home});
		let lines = 0;
		onLine(line => {
			lines += 1;
			if (line.includes('"fetching-tools"') && line.includes('"running"')) fill();
		});
		const {code, stderr} = await ended;
		expect(code).toBe(1);
		expect(lines).toBeGreaterThan(50);
		expect(stderr).not.toMatch(stackTrace);
		expect(stderr).toMatch(
			/^The (?:journal|lab|log) cannot be written to \S+: the disk is full: make room there and run again\.\n/,
		);
		expect(stderr.match(/the disk is full/g)).toHaveLength(1);

		const [session] = readdirSync(join(home, 'sessions'));
		const written = journalOf(session!);
		expect(written.length).toBeGreaterThan(50);
		const resume = ['run', '--yes', '--resume', session!, '--until', 'swap'];
		const stillFull = await kubewalk(resume, {home});
		expect(stillFull.code).toBe(1);
		expect(stillFull.stderr).toMatch(/: the disk is full: make room there and run again\.\n/);
		expect(stillFull.stderr).not.toMatch(stackTrace);

		rmSync(ballast);
		const resumed = await kubewalk(resume, {home});
		expect(resumed.stderr).toMatch(/^\d+ done, \d+ already so, 0 skipped, 0 failed, in /);
		expect(resumed.code).toBe(0);
		expect(journalOf(session!).slice(0, written.length)).toEqual(written);
	},
);
