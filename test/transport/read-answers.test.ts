import {expect, test} from 'vitest';
import {readAnswers, type Reading} from '../../source/transport/read-answers.ts';

const tell = (reading: Reading, kind: string, fields: readonly string[] = [], text = ''): void =>
	reading.onFrame({kind, fields, at: 0, bytes: Buffer.from(text)});

test('A round trip that breaks off has no answers', () => {
	const reading = readAnswers(1);
	tell(reading, 'begin');
	tell(reading, 'codes', [], '0');

	expect(reading.begun()).toBe(true);
	expect(reading.answers()).toBeUndefined();
});

test('What a walker said for many questions comes apart, whichever walker answered the others', () => {
	const reading = readAnswers(4);
	tell(reading, 'begin');
	tell(reading, 'codes', [], 'l 3 l 124l');
	const out = '\nsign 1 \nfirst\n\nsign 2 0\nnot this\n\nsign 3 0\n\nsign 4 7\nso far';
	tell(reading, 'light', ['out', 'sign'], out);
	tell(reading, 'light', ['err', 'sign'], '\nsign 1\n\nsign 2\nnor this\n\nsign 3\nwrong\n\nsign 4\n');
	tell(reading, 'part', ['1.2.out'], 'of its own\n');
	tell(reading, 'end');

	expect(reading.answers()).toEqual([
		{exit: 0, stdout: 'first\n', stderr: ''},
		{exit: 3, stdout: 'of its own\n', stderr: ''},
		{exit: 7, stdout: '', stderr: 'wrong\n'},
		{exit: 124, stdout: 'so far', stderr: ''},
	]);
});
