import {expect, test} from 'vitest';
import {variantsDocument} from './helpers/variants-document.ts';

test.each([
	['en', 'variants.md'],
	['zh', 'variants.zh.md'],
] as const)(
	'The page of variants in %s is what the tables and the plan say (vitest -u prints it anew)',
	async (language, page) => {
		await expect(variantsDocument(language)).toMatchFileSnapshot(`../docs/${page}`);
	},
	300_000,
);
