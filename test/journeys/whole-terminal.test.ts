// However the screen ends, the terminal is as it was: a real pseudo-terminal is asked afterwards.
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {Terminal} from '@xterm/headless';
import {describe, expect, test, vi} from 'vitest';
import {hasTerminal, startInTerminal} from '../helpers/terminal.ts';
import {makeHome} from '../session/story.ts';

/** A fault in the middle of the program, which names a secret, when it is asked for by a signal. */
const fault = `process.on('SIGUSR2', () => { throw new Error('no answer to --token abcdef.0123456789abcdef'); })`;

// oxlint-disable-next-line no-control-regex -- the terminal's own sequence is what is looked for
const cursorSet = /\u001B\[\?25([hl])/g;

/** The program below a shell that says afterwards how it ended and what the terminal is set to. */
const below = `sh -c '"$@"; echo "ended with $?"; stty -a; sleep 0.2' sh`;

const childOf = (pid: number): number =>
	Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

/** The program on the lab, with the mouse switched on; what the terminal makes of it. */
const sitDown = async () => {
	const home = makeHome();
	const screen = new Terminal({cols: 80, rows: 24, allowProposedApi: true});
	const program = startInTerminal(['--lab'], home, {
		through: below,
		environment: {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`},
	});
	let cursor = true;
	program.listen(chunk => {
		screen.write(chunk);
		for (const [, sign] of chunk.matchAll(cursorSet)) cursor = sign === 'h';
	});
	await program.until('run to the end');
	program.press('M');
	const modes = () => ({
		buffer: screen.buffer.active.type,
		paste: screen.modes.bracketedPasteMode,
		mouse: screen.modes.mouseTrackingMode,
		cursor,
	});
	const has = (wanted: Partial<ReturnType<typeof modes>>) =>
		vi.waitFor(() => expect(modes()).toMatchObject(wanted), {timeout: 30_000});
	await has(atWork);
	return {home, screen, program, modes, has};
};

const atWork = {buffer: 'alternate', paste: true, mouse: 'vt200', cursor: false} as const;
const atRest = {buffer: 'normal', paste: false, mouse: 'none', cursor: true} as const;

const endBy = async (end: 'SIGTERM' | 'SIGHUP' | 'SIGUSR2' | 'q') => {
	const {home, screen, program, modes} = await sitDown();
	if (end === 'q') program.press('q');
	else process.kill(childOf(program.pid()), end);
	const {text} = await program.ended;
	await new Promise<void>(resolve => screen.write('', resolve));
	return {
		home,
		after: modes(),
		said: text.slice(text.lastIndexOf('ended with')),
		/** What a person reads. */
		shown: Array.from({length: 24}, (_, row) => screen.buffer.active.getLine(row)?.translateToString() ?? '').join(
			'',
		),
	};
};

describe.skipIf(!hasTerminal)('The terminal afterwards (skipped without script)', () => {
	test.concurrent.each([
		['q', 4],
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGUSR2', 1],
	] as const)('is whole after %s', async (end, code) => {
		const {after, said, shown, home} = await endBy(end);

		expect(after).toEqual(atRest);
		expect(said).toContain(`ended with ${code}`);
		for (const setting of ['echo', 'icanon', 'isig', 'icrnl', 'opost'])
			expect(said).toMatch(new RegExp(String.raw`[\s;]${setting}[\s;]`));
		if (end !== 'SIGUSR2') return;
		const file = join(home, 'crash.txt');
		expect(shown).toMatch(/^kubewalk has a fault and had to end/);
		expect(shown).toContain(`What happened is in ${file}.`);
		expect(shown).not.toContain('Walk');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readFileSync(file, 'utf8')).toContain('no answer to --token abcdef.<secret>');
	});

	test.concurrent.each([
		['Ctrl+Z', '\u001A'],
		['a shell on a host', '4s'],
	])('is whole while %s has it, and as before afterwards', async (_, keys) => {
		const {program, has} = await sitDown();
		program.press(keys);
		await has(atRest);
		if (keys === '4s') program.press('exit\r');
		else process.kill(childOf(program.pid()), 'SIGCONT');
		await has(atWork);
		program.press('q');
		expect((await program.ended).text).toContain('ended with 4');
	});
});
