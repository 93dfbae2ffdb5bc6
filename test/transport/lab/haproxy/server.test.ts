import {expect, test} from 'vitest';
import {
	earlyDefaultServer,
	factory,
	milliseconds,
	serverOptions,
} from '../../../../source/transport/lab/haproxy/server.ts';

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

test('before 1.8 what a check is has no place on default-server', () => {
	const said: string[] = [];
	const read = (line: string) => earlyDefaultServer(line.split(' '), factory, message => void said.push(message));
	expect(read('inter 5s downinter 2s rise 2 fall 4')).toMatchObject({inter: 5000, fall: 4, rise: 2});
	expect(said).toEqual([]);
	read('inter 2s check check-ssl');
	expect(said).toEqual([
		expect.stringMatching(
			/^'default-server inter' unknown keyword 'check'\. Registered keywords :\n {4}\[ SSL\] ca-file <arg>\n/,
		),
	]);
	read('inter 2s check-ssl verify none');
	expect(said.slice(1)).toEqual([
		"'default-server inter' : 'check-ssl' option is not accepted in default-server sections.",
		"'default-server inter' : 'verify' option is not accepted in default-server sections.",
	]);
});
