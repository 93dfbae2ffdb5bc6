import {expect, test} from 'vitest';
import {createText, withoutPaths} from '../../source/transport/bounded-text.ts';

const textOf = (limit: number, ...parts: readonly (string | number)[]): string => {
	const text = createText(limit);
	for (const part of parts) {
		if (typeof part === 'number') text.skip(part);
		else text.add(Buffer.from(part));
	}
	return text.text();
};

test('A text within its limits is whole', () => {
	expect(textOf(5, 'abc', 'def', 'ghij')).toBe('abcdefghij');
});

test('Of a text that is too long the beginning and the end are kept, and the gap is counted', () => {
	expect(textOf(4, 'head', 'xx'.repeat(50), 'tail')).toBe('head\n[… 100 bytes left out …]\ntail');
});

test('What a host left out already is counted too', () => {
	expect(textOf(4, 'head', 1000, 'tail')).toBe('head\n[… 1000 bytes left out …]\ntail');
});

test('Bytes that are no text become replacement characters', () => {
	const text = createText();
	text.add(Buffer.from([0x61, 0xff, 0xfe, 0x62]));

	expect(text.text()).toBe('a\ufffd\ufffdb');
});

test('A character that came in two halves is one character', () => {
	const text = createText();
	const bytes = Buffer.from('日');
	text.add(bytes.subarray(0, 1));
	text.add(bytes.subarray(1));

	expect(text.text()).toBe('日');
});

test('The place of a script on the host is not part of what bash says', () => {
	const mark = 'kw-0123456789abcdef0123456789abcdef';

	expect(withoutPaths(`/dev/shm/kubewalk-${mark}/2.3.sh: line 1: foo: command not found`)).toBe(
		'bash: line 1: foo: command not found',
	);
	expect(withoutPaths(`/var/lib/kubewalk/jobs/a.b/script.${mark}: line 2: x`)).toBe('bash: line 2: x');
	expect(withoutPaths(`/dev/shm/kubewalk-${mark}/walk: eval: line 1: syntax error`)).toBe(
		'bash: line 1: syntax error',
	);
	expect(withoutPaths('/opt/tool/3.sh: line 1: mine')).toBe('/opt/tool/3.sh: line 1: mine');
});

test('The end is kept whatever the pieces are that it comes in', () => {
	const numbers = Array.from({length: 100}, (_, index) => `${index}`);

	expect(textOf(7, ...numbers)).toBe('0123456\n[… 176 bytes left out …]\n6979899');
	expect(textOf(3, 'abc', 'd'.repeat(10))).toBe('abc\n[… 7 bytes left out …]\nddd');
});
