import {expect, test} from 'vitest';
import {columns, printTable} from '../../../../source/transport/lab/kubectl/table.ts';

test('columns are as wide as their widest cell and three spaces', () => {
	const text = printTable({
		head: ['NAME', 'STATUS', 'AGE'],
		rows: [
			['m1', 'NotReady', '3m50s'],
			['w1', 'Ready', '86s'],
		],
	});
	expect(text).toBe('NAME   STATUS     AGE\nm1     NotReady   3m50s\nw1     Ready      86s\n');
});

test('an empty last cell leaves the gap before it', () => {
	expect(printTable({head: ['MESSAGE', 'ERROR'], rows: [['ok', '']]})).toBe('MESSAGE   ERROR\nok        \n');
});

test('without a head only the rows are printed', () => {
	expect(printTable({head: ['NAME', 'AGE'], rows: [['a', '1s']]}, false)).toBe('a     1s\n');
});

test('describe pads with two spaces', () => {
	expect(
		columns([
			['Name:', 'w1'],
			['Taints:', '<none>'],
		]),
	).toBe('Name:    w1\nTaints:  <none>\n');
});
