import {expect, test} from 'vitest';
import {change, lookAfter, lookOfSpace} from '../../source/ui/look.ts';

test('Of each kind the last code counts, and what ends a kind takes it away', () => {
	expect(lookAfter('', '1')).toBe('1');
	expect(lookAfter('1', '34')).toBe('1;34');
	expect(lookAfter('1;34', '91')).toBe('1;91');
	expect(lookAfter('1;2;34', '22')).toBe('34');
	expect(lookAfter('1;34', '39;7')).toBe('1;7');
	expect(lookAfter('1;34', '')).toBe('');
	expect(lookAfter('1;34', '0;4')).toBe('4');
});

test('A colour of many is one code', () => {
	expect(lookAfter('31', '38;5;1')).toBe('38;5;1');
	expect(lookAfter('38;5;1', '1;48;2;1;2;3')).toBe('1;38;5;1;48;2;1;2;3');
	expect(lookAfter('1;38;5;1', '39')).toBe('1');
});

test('Of a space nobody sees the colour or the weight', () => {
	expect(lookOfSpace('1;34')).toBe('');
	expect(lookOfSpace('1;4;34')).toBe('4');
	expect(lookOfSpace('7;34;41')).toBe('7;41');
});

test('One look becomes another in the shortest way, and no way is longer than to begin anew', () => {
	expect(change('1', '1')).toBe('');
	expect(change('1;34', '')).toBe('\u001B[m');
	expect(change('', '1;34')).toBe('\u001B[1;34m');
	expect(change('1;34', '1;31')).toBe('\u001B[31m');
	expect(change('1;2;34', '2;34')).toBe('\u001B[22;2m');
	expect(change('34', '2')).toBe('\u001B[0;2m');
});

test('Every way from look to look ends where it should', () => {
	const looks = ['', '1', '2', '1;2', '7', '4;7', '1;34', '2;34', '91', '1;2;4;7;32;41', '38;5;1', '1;48;2;1;2;3'];
	const ways = looks.flatMap(from => looks.map(to => ({from, to, way: change(from, to)})));

	expect(ways.filter(({from, to, way}) => (way === '' ? from : lookAfter(from, way.slice(2, -1))) !== to)).toEqual(
		[],
	);
});
