import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {walk} from '../../source/commands/walk.tsx';
import {labs} from '../../steps/labs/labs.ts';
import {ownHome, printed} from '../helpers/own-home.ts';
import {hasTerminal, startInTerminal} from '../helpers/terminal.ts';
import {goodYaml} from '../helpers/written-plans.ts';

const home = ownHome();

const why = ' (skipped where there is no script(1))';

test('Without a terminal the same is run as lines, with the same refusals', async () => {
	const plan = join(home(), 'cluster.yaml');
	writeFileSync(plan, goodYaml);
	expect(await printed(() => walk({plan, book: 'install', lang: 'en'}))).toEqual({
		result: 2,
		stdout: '',
		stderr: 'This changes hosts: add --yes to run without a terminal, or --lab to rehearse on simulated hosts.\n',
	});
	expect(await printed(() => walk({lab: 'nope', book: 'install', lang: 'en'}))).toMatchObject({
		result: 2,
		stderr: `There is no lab nope: the labs are ${labs.map(({id}) => id).join(', ')}.\n`,
	});
});

test.skipIf(!hasTerminal)(`A terminal that can move no cursor gets lines as well${why}`, async () => {
	const plan = join(home(), 'cluster.yaml');
	writeFileSync(plan, goodYaml);
	const {ended} = startInTerminal(['--plan', plan], home(), {environment: {TERM: 'dumb'}});
	expect(await ended).toEqual({
		code: 2,
		text: 'This changes hosts: add --yes to run without a terminal, or --lab to rehearse on simulated hosts.\n',
	});
});

test.skipIf(!hasTerminal)(`What is wrong with the flags is a sentence, without a screen${why}`, async () => {
	for (const [args, sentence] of [
		[['--plan', 'nope.yaml'], /^There is no plan nope\.yaml; write one with: .*\n$/],
		[['--lab', 'nope'], /^There is no lab nope: the labs are rehearsal.*\.\n$/],
	] as const)
		expect(await startInTerminal(args, home()).ended).toEqual({code: 2, text: expect.stringMatching(sentence)});
});

test.skipIf(!hasTerminal)(
	`The start screen opens with the rehearsal chosen, and q leaves without a trace${why}`,
	async () => {
		const {until, press, ended} = startInTerminal([], home());
		await until('Rehearse on simulated hosts');
		press('q');
		expect((await ended).code).toBe(0);
		expect(readdirSync(home()).includes('sessions')).toBe(false);
	},
);

test.skipIf(!hasTerminal)(`A lab that is left stays open, and the way back is the last thing said${why}`, async () => {
	const {until, press, ended} = startInTerminal(['--lab'], home());
	await until('SIMULATED hosts');
	press('q');
	const {code, text} = await ended;
	const [id] = readdirSync(join(home(), 'sessions'));
	expect(code).toBe(4);
	expect(text.trimEnd().endsWith(`Session ${id} stays open: kubewalk goes on with it.`)).toBe(true);
});

test.skipIf(!hasTerminal)(
	`Who switched to Chinese on the screen is told in Chinese how to come back${why}`,
	async () => {
		const {until, press, ended} = startInTerminal(['--lab'], home());
		await until('SIMULATED hosts');
		press('L');
		await until('模拟主机');
		press('q');
		const {text} = await ended;

		expect(text.trimEnd()).toMatch(/会话 \S+ 仍然保留：再次运行 kubewalk 即可继续。$/);
	},
);

test.skipIf(!hasTerminal)(`A terminal of 40x10 is asked for more room, and q still leaves${why}`, async () => {
	const {until, press, ended} = startInTerminal([], home(), {columns: 40, rows: 10});
	await until('Please give kubewalk a little more');
	press('q');
	expect((await ended).code).toBe(0);
});

/** Whether the start screen comes as a picture or in words, which a screen reader goes back over: the second screen keeps none. */
const shownTo = async (...args: readonly string[]): Promise<string> => {
	const {until, press, listen, ended} = startInTerminal(args, home());
	let written = '';
	listen(chunk => void (written += chunk));
	await until('Rehearse on simulated hosts');
	press('q');
	await ended;
	return written.includes('\u001B[?1049h') ? 'picture' : 'words';
};

test.skipIf(!hasTerminal)(`The screen in words is remembered until it is taken back${why}`, async () => {
	expect(await shownTo('--screen-reader')).toBe('words');
	expect(await shownTo()).toBe('words');
	expect(await shownTo('--no-screen-reader')).toBe('picture');
	expect(await shownTo()).toBe('picture');
});
