import {expect, test} from 'vitest';
import {byHand as en} from '../../source/texts/by-hand-en.ts';
import {byHand} from '../../source/texts/by-hand-zh.ts';

test('The Chinese sentences name the same things', () => {
	for (const name of ['how', 'waits', 'damaged', 'notRoot', 'noRoom', 'running'] as const)
		expect(byHand[name]('m2')).toContain('m2');
	expect(byHand.otherHost('m3', 'm2')).toMatch(/m3.*m2/);
	expect(byHand.lines(2, 5, 40)).toMatch(/2\/5.*40/);
	expect(byHand.parts('2, 3', 5)).toMatch(/2, 3.*5/);
	expect(Object.keys(byHand)).toEqual(Object.keys(en));
});
