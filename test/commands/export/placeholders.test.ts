import {expect, test} from 'vitest';
import {expandBook, sourcesOf} from '../../../source/commands/export/expand-book.ts';
import {placeholder, readBy} from '../../../source/commands/export/placeholders.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

test('A value that is not known yet stands as its name, with the task that makes it known', () => {
	const book = exportBook('/srv');
	const join = expandBook(book, exportPlan, placeholder).find(({task}) => task.id === 'join-control-plane')!;
	expect(join.run.text).toBe("printf '%s' <join-token> >/srv/m2/joined");
	expect(readBy(join, sourcesOf(book, exportPlan))).toEqual([{name: 'join-token', task: 'make-token'}]);
});
