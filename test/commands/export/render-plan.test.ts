import {expect, test} from 'vitest';
import {formats, renderPlan} from '../../../source/commands/export/render-plan.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

test('Every format but script is one file', () => {
	const names = formats.map(format => Object.keys(renderPlan(exportBook('/srv'), exportPlan, format, 'en')).length);
	expect(Object.fromEntries(formats.map((format, index) => [format, names[index]]))).toEqual({
		text: 1,
		markdown: 1,
		json: 1,
		script: 6,
	});
});
