import {expect, test} from 'vitest';
import {createRedactor} from '../../source/engine/redact.ts';

test('A value that is known is masked by its name, the longest first', () => {
	const {learn, redact} = createRedactor();
	learn('token', 'abcdef.123');
	learn('join', 'join --token abcdef.123');

	expect(redact('run: join --token abcdef.123; token=abcdef.123')).toBe('run: <join>; token=<token>');
});

test('What a mask matches is masked although nobody knows it', () => {
	expect(createRedactor([/\bkey-\d+\b/g]).redact('the key-12345 of the door')).toBe('the <secret> of the door');
});

test('A value too short to be a secret does not mask ordinary words', () => {
	const {learn, redact} = createRedactor();
	learn('short', 'a');

	expect(redact('a banana')).toBe('a banana');
});

test('A secret of many lines is masked line by line, as output comes', () => {
	const {learn, redact} = createRedactor();
	learn('key', `${'a'.repeat(20)}\n${'b'.repeat(20)}\nend`);

	expect(redact(`${'b'.repeat(20)} at the end`)).toBe('<key> at the end');
});

test('Each stream has its own blocks', () => {
	const {stream} = createRedactor([{from: /BEGIN/, to: /END/, lines: 9}]);
	const [one, other] = [stream(), stream()];
	one('BEGIN\n');

	expect([one('a\n'), other('a\n')]).toEqual(['', 'a\n']);
});
