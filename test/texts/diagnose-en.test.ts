import {expect, test} from 'vitest';
import {diagnose} from '../../source/texts/diagnose-en.ts';

test('A text that was too large says what was read of it, and what to do', () => {
	expect(diagnose.cut(1024 ** 3)).toBe(
		'Only the first and the last 8 MB of 1024 MB were read: cut the text down to what matters if the cause is not found.',
	);
	expect(diagnose.remedy('Swap off', '')).toBe('Cure: Swap off');
	expect(diagnose.remedy('Swap off', 'm1')).toBe('Cure on m1: Swap off');
});
