import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {fragment, quote, sh, variable, writeFile} from '../../source/engine/script.ts';

const evil = "a'; touch /tmp/x #";
const bash = (script: string): string => execFileSync('bash', ['-c', script], {encoding: 'utf8'});

test.each([evil, '', 'two words', '$(id)', '`id`', '"', '\\', 'new\nline', '*', '~', '-n', '中文'])(
	'The value %j arrives as one word',
	value => {
		expect(bash(`printf '%s' ${quote(value)}`)).toBe(value);
		expect(bash(sh`printf '%s' ${value}`)).toBe(value);
	},
);

test('Plain words stay readable', () => {
	expect(sh`kubeadm join ${'10.0.0.100:9443'} --name ${'m1'} ${3}`).toBe('kubeadm join 10.0.0.100:9443 --name m1 3');
});

test('A list becomes one word per item', () => {
	expect(bash(sh`printf '<%s>' ${['a b', evil]}`)).toBe(`<a b><${evil}>`);
});

test('A fragment stands as it was made, and a variable is one word', () => {
	expect(sh`${fragment('a | b')} ${variable('TOKEN')}`).toBe('a | b "$TOKEN"');
});

test('The indentation of the code around a script goes, that of its values stays', () => {
	const value = fragment('one\n\ttwo');

	expect(sh`
		if true; then
			echo ${value}
		fi
	`).toBe('if true; then\n\techo one\n\ttwo\nfi');
});

test('A backslash stands as it was written', () => {
	expect(sh`grep 'a\.b'`).toBe(String.raw`grep 'a\.b'`);
});

test('A file is written letter by letter, whatever is in it', () => {
	const content = `EOF\n$HOME \`id\` ${evil}\nEOF_\n`;

	expect(bash(`cd "$(mktemp -d)"\n${writeFile('a b', content, '600').bash}\ncat 'a b'; stat -c %a 'a b'`)).toBe(
		`${content}600\n`,
	);
});

test('A NUL cannot be said', () => {
	expect(() => quote('a\0b')).toThrow('NUL');
});
