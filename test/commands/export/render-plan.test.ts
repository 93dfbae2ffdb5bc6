import {expect, test} from 'vitest';
import {formats, renderPlan} from '../../../source/commands/export/render-plan.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

test('Scripts and a playbook are many files, every other format is one', () => {
	const names = formats.map(format => Object.keys(renderPlan(exportBook('/srv'), exportPlan, format, 'en')).length);
	expect(Object.fromEntries(formats.map((format, index) => [format, names[index]]))).toEqual({
		text: 1,
		markdown: 1,
		json: 1,
		script: 6,
		ansible: 26,
	});
});
