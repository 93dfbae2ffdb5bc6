import {expect, test} from 'vitest';
import type {Doctor} from '../../../source/ui/doors.ts';
import {sessionOf} from '../../../source/ui/session.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {settle, widthOf} from '../../helpers/screen.tsx';
import {toldFinding, toldRemedy} from '../../helpers/told.ts';
import {walkBook} from '../../helpers/walk-book.ts';
import {openBook, showProgram, type Options} from '../../helpers/walking.tsx';

const show = async (options: Options = {}, told = toldFinding('swap')) => {
	const opened = openBook(createFakeWorld());
	const ran: string[] = [];
	const found = (...all: ReturnType<typeof toldFinding>[]): void =>
		opened.store.emit({type: 'diagnosis', at: 1, found: all, asked: 1, rounds: 1, milliseconds: 1, away: {}});
	const doctor: Doctor = {
		look: async () => found(told),
		cure: async (finding, remedy) => {
			ran.push(`${finding}.${remedy}`);
			// The screen has drawn that it runs before the hosts are looked at once more.
			await settle();
			found();
			return 'done';
		},
	};
	const session = sessionOf({...opened, doctor});
	return {...(await showProgram(session, options)), session, ran};
};

test.each([
	[
		'en',
		80,
		[
			'1. It is swap',
			'confirmed m2',
			'Cure: Do gentle',
			'changes the host',
			'Because of swap',
			'm2# look here',
			'line of swap',
			'So also: It is late',
			'Do not: hit it',
			'Ruled out: It is other',
		],
	],
	['zh', 80, ['1. 是 swap', '已确认 m2', '处理：执行 gentle', '因为 swap', '并由此引起：晚了']],
	['en', 60, ['1. It is swap', 'Cure: Do harsh']],
] as const)(
	'What is wrong, in %s on %i columns: cause, evidence, chain and cures',
	async (language, columns, words) => {
		const {press, text, lines} = await show({language, columns});
		await press('3', 'r');

		for (const word of words) expect(text()).toContain(word);
		for (const line of lines()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
	},
);

test('Enter on a cure shows its commands and asks; y runs it', async () => {
	const {press, text, ran} = await show();
	await press('3', 'r', 'j', 'return');
	expect(text()).toContain('first gentle');
	expect(text()).toContain('This changes the host: y runs it, n does not.');
	await press('n');
	expect(text()).not.toContain('y runs it');
	await press('return', 'y');

	expect(ran).toEqual(['swap.gentle']);
	await expect.poll(text).toContain('Nothing is found to be wrong.');
});

test('What destroys says what is lost, and asks for the cluster’s name', async () => {
	const {press, type, text, ran, session} = await show();
	await press('3', 'r', 'j', 'j', 'return');
	expect(text()).toContain('What is lost: All of it.');
	expect(text()).toContain(`Type the plan’s name, ${session.name}, to run it`);
	await press('y', 'return');
	await press('backspace');
	expect(ran).toEqual([]);
	await type(session.name);
	await press('return');
	expect(ran).toEqual(['swap.harsh']);
});

test('Before anybody has looked it says how to', async () => {
	const {press, text} = await show();
	await press('3');
	expect(text()).toContain('Nobody has looked yet: r asks the hosts');
});

test('Where the session opened there is nothing to go back to, and no key says so', async () => {
	const opened = openBook(createFakeWorld(), {...walkBook, stages: []});
	const {press, lines, text} = await showProgram(sessionOf(opened), {columns: 80});
	expect(lines().at(-1)).not.toContain('Esc');
	await press('4');
	expect(lines().at(-1)).toContain('Esc back');
	// A book without tasks has none that could be done.
	expect(text()).not.toContain('0/0');
	expect(text()).not.toContain('Done');
});

test('While a cure is confirmed, the key that reads on is the one that does so then', async () => {
	const commands = Array.from({length: 30}, (_, line) => `line ${line} of it`).join('\n');
	const long = toldFinding('swap', {remedies: [toldRemedy('gentle', {commands})]});
	const {press, text} = await show({columns: 60, rows: 18}, long);
	await press('3', 'r', 'j', 'return');
	expect(text()).toMatch(/Down \d+ more below/);
	await press('down');
	expect(text()).not.toContain('line 0 of it');
});
