import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {keysDocument} from '../../source/ui/keys-document.ts';

test.each(['en', 'zh'] as const)(
	'The page of keys in %s is what the key table says (vitest -u prints it anew)',
	async language => {
		await expect(keysDocument(textsOf(language))).toMatchFileSnapshot(`../../docs/keys.${language}.md`);
	},
);
