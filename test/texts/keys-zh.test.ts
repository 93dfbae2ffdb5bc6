import {expect, test} from 'vitest';
import {keyWords} from '../../source/texts/keys-zh.ts';

test('What a key does fits beside the key', () => {
	for (const words of Object.values(keyWords.keys)) expect(words.length).toBeLessThanOrEqual(20);
});
