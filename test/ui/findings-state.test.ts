import {expect, test} from 'vitest';
import {initialFindings, reduceFindings, type FindingsChange} from '../../source/ui/findings-state.ts';

const after = (...changes: readonly FindingsChange[]) => changes.reduce(reduceFindings, initialFindings);
const asked = {type: 'asked', finding: 'swap-on', remedy: 'off'} as const;

test('A remedy waits to be confirmed, is counted, and is let go of', () => {
	expect(after(asked).asked).toEqual({finding: 'swap-on', remedy: 'off', times: 0});
	expect(after(asked, {type: 'confirmed'}, {type: 'confirmed'}).asked?.times).toBe(2);
	expect(after(asked, {type: 'declined'})).toEqual({looking: false});
	expect(after({type: 'confirmed'})).toEqual({looking: false});
});

test('Looking is known while it lasts', () => {
	expect(after({type: 'looking', now: true}).looking).toBe(true);
	expect(after({type: 'looking', now: true}, {type: 'looking', now: false}).looking).toBe(false);
});
