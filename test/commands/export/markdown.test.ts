import {expect, test} from 'vitest';
import {planAsMarkdown} from '../../../source/commands/export/markdown.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

const text = planAsMarkdown(exportBook('/srv'), exportPlan, 'en');

test('The document has a chapter for each stage and says why', () => {
	expect(text).toContain(
		'## 2. Initialise\n\nWhy initialise.\n\n### Make a token\n\n`make-token` · changes the host\n\nWhy make-token.\n',
	);
	expect(text).toContain('`<join-token>` is known once `make-token` has run.');
});

test('Backticks in a script do not end its block', () => {
	expect(text).toContain("````bash\necho '```'\n````");
});
