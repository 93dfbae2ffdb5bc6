// A host whose clock jumps by years while it works, to and fro: libfaketime tells every process on it another time.
import {existsSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {createFrames, newMark} from '../../source/transport/frames.ts';
import {attachScript, startScript} from '../../source/transport/job.sh.ts';
import {questionsScript} from '../../source/transport/questions.ts';
import {readAnswers} from '../../source/transport/read-answers.ts';
import {start} from '../../source/transport/shell.ts';
import {linesOf, makeWorkplace, never} from './workplace.ts';

const libraries = '/usr/lib';
const found = existsSync(libraries)
	? readdirSync(libraries)
			.map(name => join(libraries, name, 'faketime/libfaketime.so.1'))
			.find(file => existsSync(file))
	: undefined;
const where = '(skipped where there is no libfaketime)';

/** The library leaves a file in memory for every process that was killed. */
const leftovers = (): readonly string[] =>
	existsSync('/dev/shm') ? readdirSync('/dev/shm').filter(name => /^(?:sem\.)?faketime_/.test(name)) : [];
const before = new Set(leftovers());
afterAll(() => {
	for (const name of leftovers().filter(name => !before.has(name))) rmSync(join('/dev/shm', name), {force: true});
});

const workplace = makeWorkplace();
const moment = join(workplace, 'moment');
const times = ['+5y', '-9y', '+0', '+30d', '-2h'] as const;

/** The clock jumps every tenth of a second while the script runs. */
const run = async (script: string, onData: (chunk: Buffer) => void): Promise<void> => {
	let turn = 0;
	const jump = (): void => writeFileSync(moment, `${times[(turn += 1) % times.length]}\n`);
	jump();
	const jumping = setInterval(jump, 100);
	const env = [
		`LD_PRELOAD=${found}`,
		`FAKETIME_TIMESTAMP_FILE=${moment}`,
		'FAKETIME_NO_CACHE=1',
		'FAKETIME_DONT_FAKE_MONOTONIC=1',
		'DONT_FAKE_MONOTONIC=1',
	];
	await start(['env', ...env, 'sh', '-s'], script, never, onData);
	clearInterval(jumping);
};

const job = async (id: string, script: string, timeout: number) => {
	const mark = newMark();
	const told: string[] = [];
	const onFrame = createFrames(mark, ({kind, fields, bytes}) =>
		told.push([kind, ...fields, bytes.toString()].join(' ')),
	);
	await run(startScript({base: join(workplace, 'jobs'), id, mark}, script, timeout), onFrame);
	return told;
};

test.skipIf(!found)(`The clock that is seen does jump ${where}`, async () => {
	const told = await job('seen', 'for i in 1 2 3 4 5 6; do date +%Y; sleep 0.15; done', 20);

	expect(new Set(told.join('').match(/\b20\d\d\b/g)).size).toBeGreaterThan(1);
});

test.skipIf(!found)(`A job runs once, to its end, and is found again while the clock jumps ${where}`, async () => {
	const count = join(workplace, 'count');
	const told = await job('once', `echo x >> ${count}; for i in 1 2 3 4; do echo $i; sleep 0.3; done`, 20);
	const mark = newMark();
	const again: string[] = [];
	await run(
		attachScript({base: join(workplace, 'jobs'), id: 'once', mark}, {stdout: 4, stderr: 0}),
		createFrames(mark, ({kind, fields, bytes}) => again.push([kind, ...fields, bytes.toString()].join(' '))),
	);

	expect(told.at(-1)).toBe('ended 0 ended ');
	expect(again).toEqual(['begin ', 'stdout 4 3\n4\n', 'ended 0 ended ']);
	expect(linesOf(count)).toEqual(['x']);
});

test.skipIf(!found)(`A job's time limit and a question's are those of the kernel ${where}`, async () => {
	const began = performance.now();
	expect((await job('late', 'sleep 1000', 2)).at(-1)).toBe('ended 124 timeout ');
	expect(performance.now() - began).toBeGreaterThan(1900);
	expect(performance.now() - began).toBeLessThan(15_000);

	const mark = newMark();
	const reading = readAnswers(2);
	await run(questionsScript(['sleep 1000', 'sleep 1.2; echo on'], 3, mark), createFrames(mark, reading.onFrame));
	expect(reading.answers()?.map(({exit, stdout}) => `${exit} ${stdout}`)).toEqual(['124 ', '0 on\n']);
});
