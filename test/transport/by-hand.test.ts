import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {createByHand, nobody} from '../../source/transport/by-hand.ts';
import {base} from '../../source/transport/by-hand.sh.ts';
import {createOperator} from '../hosts/operator.ts';
import {deaf, linesOf, makeWorkplace, never} from '../hosts/workplace.ts';

const m2 = {name: 'm2', address: '10.77.0.12', role: 'control-plane'};
const workplace = makeWorkplace();
const root = process.getuid?.() === 0;
const why = ' (skipped without root)';
const id = (name: string): string => `test-${process.pid}-hand-${name}`;

afterAll(() => {
	for (const name of ['next', 'twice', 'look', 'free', 'lost'])
		rmSync(join(base, id(name)), {recursive: true, force: true});
});

test('Where nobody can be asked, a host by hand is unreachable, and the sentence says where it can be', async () => {
	const sentence = 'm2 is reached by hand, and only kubewalk walk, or run on a terminal, can ask for it.';

	await expect(nobody.ask(m2, ['true'], never)).rejects.toMatchObject({host: 'm2', message: sentence});
	await expect(nobody.run(m2, {id: 'a', script: 'true', timeout: 1}, never, deaf)).rejects.toThrow(sentence);
});

test.skipIf(!root)(`All questions of one asking are on one sheet, and come back in their order${why}`, async () => {
	const {present, sheets} = createOperator(text => `root@m2:~# …\r\n${text.replaceAll('\n', '\r\n')}root@m2:~# `);
	const answers = await createByHand(present).ask(m2, ['echo one', 'echo two >&2; exit 2', 'echo one'], never);

	expect(answers).toEqual([
		{exit: 0, stdout: 'one\n', stderr: ''},
		{exit: 2, stdout: '', stderr: 'two\n'},
		{exit: 0, stdout: 'one\n', stderr: ''},
	]);
	expect(sheets.map(({kind, commands}) => [kind, commands])).toEqual([
		['questions', ['echo one', 'echo two >&2; exit 2']],
	]);
});

test.skipIf(!root)(`What comes with a job is not asked again, once${why}`, async () => {
	const {present, sheets} = createOperator();
	const hand = createByHand(present);
	const file = join(workplace, 'state');
	const live: string[] = [];
	const job = {
		id: id('next'),
		script: `echo joined; touch ${file}`,
		timeout: 60,
		next: () => [{ask: `test -e ${file}`}],
	};

	expect(await hand.run(m2, job, never, text => void live.push(text))).toEqual({
		exit: 0,
		stdout: 'joined\n',
		stderr: '',
	});
	expect(live).toEqual(['joined\n']);
	expect((await hand.ask(m2, [`test -e ${file}`], never))[0]?.exit).toBe(0);
	expect(sheets).toHaveLength(1);
	await hand.ask(m2, [`test -e ${file}`], never);
	expect(sheets).toHaveLength(2);
});

test.skipIf(!root)(`The sheet of a job can be run twice, and the job runs once${why}`, async () => {
	const count = join(workplace, 'count');
	const job = {id: id('twice'), script: `echo x >> ${count}; echo done`, timeout: 60};
	const run = () => createByHand(createOperator().present).run(m2, job, never, deaf);

	expect(await run()).toEqual({exit: 0, stdout: 'done\n', stderr: ''});
	expect(await run()).toEqual({exit: 0, stdout: 'done\n', stderr: ''});
	expect(linesOf(count)).toEqual(['x']);
});

test.skipIf(!root)(
	`A job that was shown and not answered is looked for, not run, when it is asked for again${why}`,
	async () => {
		const count = join(workplace, 'look');
		const job = {id: id('look'), script: `echo x >> ${count}; echo done`, timeout: 60};
		const first = createOperator();
		// It was run, and kubewalk died before the paste.
		await createByHand(first.present).run(m2, job, never, deaf);
		const {present, sheets} = createOperator();

		expect(await createByHand(present).reattach?.(m2, job.id, never, deaf)).toEqual({
			exit: 0,
			stdout: 'done\n',
			stderr: '',
		});
		expect(sheets.map(({kind, tag}) => [kind, tag])).toEqual([['look', first.sheets[0]!.tag]]);
		expect(linesOf(count)).toEqual(['x']);
		expect(await createByHand(present).reattach?.(m2, id('lost'), never, deaf)).toBeUndefined();
		// What the look has given up does not run any more.
		const late = await createByHand(present).run(m2, {...job, id: id('lost')}, never, deaf);
		expect(late.stderr).toBe('kubewalk: not run on m2, because it was given up before.\n');
		expect(linesOf(count)).toEqual(['x']);
	},
);

test('Output without markers is taken with a word on how it ended', async () => {
	const job = {id: id('free'), script: 'kubeadm token create', timeout: 60};
	const say = (well: boolean) => createByHand(async () => ({pasted: 'a.b\r\n', well})).run(m2, job, never, deaf);

	expect(await say(true)).toEqual({exit: 0, stdout: 'a.b\n', stderr: ''});
	expect(await say(false)).toEqual({exit: 1, stdout: 'a.b\n', stderr: ''});
});

test('What is put aside is a host that was not reached; what is stopped is a job of which only the person knows', async () => {
	await expect(createByHand(async () => undefined).ask(m2, ['true'], never)).rejects.toThrow(
		'm2 is reached by hand, and what it was asked was put aside: try again to see it.',
	);
	const stop = new AbortController();
	const hand = createByHand(async () => {
		stop.abort();
		return undefined;
	});
	const answer = await hand.run(m2, {id: id('free'), script: 'true', timeout: 60}, stop.signal, deaf);
	expect(answer).toMatchObject({
		exit: 130,
		stderr: expect.stringMatching(/whether the command was run, only you know/),
	});
});
