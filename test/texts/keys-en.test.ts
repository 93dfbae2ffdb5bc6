import {expect, test} from 'vitest';
import {keyWords} from '../../source/texts/keys-en.ts';

test('What a key does fits beside the key', () => {
	for (const words of Object.values(keyWords.keys)) expect(words.length).toBeLessThanOrEqual(40);
});
