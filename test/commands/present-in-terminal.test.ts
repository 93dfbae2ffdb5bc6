import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {presentInTerminal} from '../../source/commands/present-in-terminal.ts';
import type {Sheet} from '../../source/engine/sheet.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {jobOn, lookOn, printed} from '../helpers/sheets.ts';
import {never} from '../hosts/workplace.ts';

/** A terminal on which everything is typed at once; without `open` Ctrl+D ends it. */
const typing = (...typed: readonly string[]) => {
	const rest = [...typed];
	let written = '';
	const present = presentInTerminal({
		texts: textsOf('en'),
		write: text => void (written += text),
		open: () => {
			const terminal = new PassThrough();
			terminal.end(rest.shift() ?? '');
			return terminal;
		},
	})(() => '/home/ops/m2.sh');
	return {show: (sheet: Sheet, signal = never) => present(sheet, signal), written: () => written};
};

test('The text is printed with where it goes, and the paste ends with its own last line', async () => {
	const {show, written} = typing(`${printed(3000)}\n`);

	expect(await show(jobOn)).toEqual({pasted: printed(3000)});
	expect(written()).toContain('On m2, by hand: the command below\nPaste this into a root shell on m2');
	expect(written()).toContain(jobOn.script);
	expect(written()).toContain('Written to /home/ops/m2.sh (only you can read it): run it there with sh.');
});

test('A paste that is not whole says so and goes on where it was', async () => {
	const lines = printed(4).split('\n');
	const {show, written} = typing(`${lines.slice(0, 3).join('\n')}\n.\n${lines.slice(3).join('\n')}\n`);

	expect(await show(jobOn)).toEqual({pasted: printed(4)});
	expect(written()).toContain('The end is missing: copy down to --- kubewalk m2 7f3a1c end ---');
});

test('Text without markers ends with a dot, and is asked about', async () => {
	expect(await typing('joined\n.\ny\n').show(jobOn)).toEqual({pasted: 'joined', well: true});
	expect(await typing('joined\n.\n\n').show(jobOn)).toEqual({pasted: 'joined', well: false});
});

test('Ctrl+D without a paste puts the sheet aside, and the next one is asked all the same', async () => {
	const {show} = typing('', `${printed(1)}\n`);
	expect(await Promise.all([show(jobOn), show(jobOn)])).toEqual([undefined, {pasted: printed(1)}]);
});

test('What was asked before can be answered with: not run', async () => {
	const {show, written} = typing('not run\n.\n');
	expect(await show(lookOn)).toBe('not-run');
	expect(written()).toContain('if you ran it, paste its output, do not run it again');
});

test('An abort closes what is being read', async () => {
	const stop = new AbortController();
	const open = new PassThrough();
	const present = presentInTerminal({texts: textsOf('en'), write: () => stop.abort(), open: () => open})(() => '/x');
	expect(await present(jobOn, stop.signal)).toBeUndefined();
	const waiting = presentInTerminal({texts: textsOf('en'), write: () => undefined, open: () => new PassThrough()})(
		() => '/x',
	);
	const later = new AbortController();
	const shown = waiting(jobOn, later.signal);
	setImmediate(() => later.abort());
	expect(await shown).toBeUndefined();
});
