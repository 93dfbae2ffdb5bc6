import {expect, test} from 'vitest';
import {factory, milliseconds, serverOptions} from '../../../../source/transport/lab/haproxy/server.ts';

test('times are read with their unit, plain numbers are milliseconds', () => {
	expect([milliseconds('2s'), milliseconds('1h'), milliseconds('250'), milliseconds('soon')]).toEqual([
		2000,
		3_600_000,
		250,
		undefined,
	]);
});

test('options of default-server hold until the server says otherwise', () => {
	const said: string[] = [];
	const base = serverOptions(['inter', '5s', 'fall', '4', 'check'], factory, message => void said.push(message));
	expect(serverOptions(['inter', '1s', 'backup'], base, message => void said.push(message))).toMatchObject({
		check: true,
		inter: 1000,
		fall: 4,
		rise: 2,
		backup: true,
	});
	expect(said).toEqual([]);
});

test('a value that is missing or no time is named', () => {
	const said: string[] = [];
	serverOptions(['inter'], factory, message => void said.push(message));
	serverOptions(['inter', '2x'], factory, message => void said.push(message));
	expect(said).toEqual(["'inter' : missing value", "'inter' : unexpected character 'x' in argument to 'inter'."]);
});
