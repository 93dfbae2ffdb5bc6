import {expect, test} from 'vitest';
import {viewWords} from '../../source/texts/views-en.ts';

test('One thing is not things', () => {
	expect(viewWords.ending.tasks(1)).toBe('1 task');
	expect(viewWords.ending.hosts(3)).toBe('3 hosts');
});

test('The names of the screens fit on one line of 80 columns', () => {
	const names = Object.values(viewWords.views);

	expect(names.map(name => ` 1 ${name}  `).join('').length).toBeLessThanOrEqual(80);
});
