import type {Key} from 'ink';
import {expect, test} from 'vitest';
import {pressesOf} from '../../source/ui/use-keys.ts';
import {walking} from '../helpers/walking.tsx';

const none = {} as Key;

test('A chunk of several keys is read as several keys', () => {
	expect(pressesOf('\r\r', none).map(({name}) => name)).toEqual(['return', 'return']);
	expect(pressesOf('中文', none).map(({text}) => text)).toEqual(['中', '文']);
	expect(pressesOf('c', {...none, ctrl: true})).toEqual([{name: 'ctrl+c', text: ''}]);
	expect(pressesOf('x', {...none, meta: true})).toEqual([]);
	expect(pressesOf('ab\u007F\u0015c\r', none).map(({name}) => name)).toEqual([
		'a',
		'b',
		'backspace',
		'ctrl+u',
		'c',
		'return',
	]);
});

test('Enter held down walks to the end and starts nothing twice', async () => {
	const {chunk, text, world} = await walking();

	for (let turn = 0; turn < 8; turn++) await chunk('\r\r\r');

	expect(text()).toContain('Everything is done, on simulated hosts.');
	expect(world.log.filter(line => line.includes('run make swap-now'))).toHaveLength(5);
});
