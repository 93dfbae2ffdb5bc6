import {expect, test} from 'vitest';
import {findings, questions} from '../steps/findings/all.ts';
import {findingsDocument, readable} from './helpers/findings-document.ts';

test.each(['en', 'zh'] as const)('docs/findings.%s.md is what the declarations say', async language => {
	await expect(findingsDocument(findings, questions, language)).toMatchFileSnapshot(
		`../docs/findings.${language}.md`,
	);
});

test('Every finding has one anchor, and its words can be searched for', () => {
	const page = findingsDocument(findings, questions, 'en');

	for (const {id} of findings) expect(page.split(`<a id="${id}"></a>`)).toHaveLength(2);
	expect(page).toContain('running with swap on is not supported');
	expect(readable(/\[ERROR Swap\]:\s+running (?:with|without) \S+ on\b/)).toBe(
		'[ERROR Swap]: running (with|without) … on',
	);
	expect(readable(/^dial tcp \d+\.\d+:6443$/)).toBe('dial tcp …:6443');
});
