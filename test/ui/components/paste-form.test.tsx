import {expect, test} from 'vitest';
import {openBook, showProgram} from '../../helpers/walking.tsx';
import {createFakeWorld} from '../../helpers/fake-world.ts';

const open = async (read: string[] = []) => {
	const showing = await showProgram(undefined, {
		doors: {
			readText: async text => {
				read.push(text);
				return {...openBook(createFakeWorld()), pasted: true};
			},
		},
	});
	showing.start.send({type: 'mode', mode: 'paste'});
	await showing.press();
	return showing;
};

const paste = (text: string): string => `\u001B[200~${text}\u001B[201~`;

test('Thousands of lines are taken as they come, piece by piece, counted and not shown', async () => {
	const read: string[] = [];
	const {chunk, press, text} = await open(read);
	const long = Array.from({length: 4000}, (_, index) => `line ${index} token=abc`).join('\n');
	await chunk(paste(long));
	await chunk(paste('one more\r\nand another'));

	expect(text()).toContain('4002 lines');
	expect(text()).not.toContain('token');
	await press('return');
	expect(read).toEqual([`${long}\none more\nand another`]);
	expect(text()).toContain('no hosts');
});

test('Enter on nothing reads nothing, and Backspace takes the last line away', async () => {
	const read: string[] = [];
	const {chunk, press, text} = await open(read);
	await press('return');
	expect(read).toEqual([]);
	await chunk(paste('one\ntwo\n'));
	await press('backspace');
	expect(text()).toContain('1 line,');
});
