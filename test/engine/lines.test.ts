import {expect, test} from 'vitest';
import {createLines} from '../../source/engine/lines.ts';

test('Chunks come out as whole lines, the last one at the end', () => {
	const out: string[] = [];
	const lines = createLines(text => out.push(text));

	lines.add('one\ntw');
	lines.add('o\nthree\nfo');
	lines.add('ur');
	expect(out).toEqual(['one\n', 'two\nthree\n']);
	lines.end();
	lines.end();

	expect(out).toEqual(['one\n', 'two\nthree\n', 'four\n']);
});
