import {expect, test} from 'vitest';
import {byHand} from '../../source/texts/by-hand-en.ts';

test('What did not arrive says that nothing was run, and the way out', () => {
	for (const sentence of [byHand.damaged('m2'), byHand.notRoot('m2'), byHand.noRoom('m2')])
		expect(sentence).toMatch(/m2.*nothing was run: \w+/);
	expect(byHand.running('m2')).toMatch(/let it end, run the text again/);
});

test('One is not many', () => {
	expect(byHand.questions('m2', 1)).toBe('A question for m2, by hand');
	expect(byHand.more(1)).toBe('1 more waits');
	expect(byHand.good(1)).not.toContain('answers');
});
