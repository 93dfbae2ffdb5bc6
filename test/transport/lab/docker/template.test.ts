import {expect, test} from 'vitest';
import {columns, formattedLines} from '../../../../source/transport/lab/docker/template.ts';

const fields = {Name: 'm1', Inner: {List: ['a', 'b'], None: null}};

test('Fields are told as text or as JSON', () => {
	expect(formattedLines('{{.Name}}: {{.Inner.List}} {{json .Inner.List}}', [fields]).stdout).toBe(
		'm1: [a b] ["a","b"]\n',
	);
	expect(formattedLines('{{.Nothing}} {{json .Inner.None}}', [fields]).stdout).toBe('<no value> null\n');
});

test('What the lab does not know of templates is an error and not a wrong answer', () => {
	expect(formattedLines('{{range .Inner}}', [fields])).toMatchObject({
		exit: 64,
		stderr: expect.stringContaining('template parsing error') as string,
	});
});

test('Columns are at least ten wide', () => {
	expect(
		columns([
			['A', 'B'],
			['long enough', 'x'],
		]),
	).toBe('A             B\nlong enough   x\n');
});
