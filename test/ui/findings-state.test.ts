import {expect, test} from 'vitest';
import {initialFindings, reduceFindings, type FindingsChange} from '../../source/ui/findings-state.ts';
import {emptyField, fieldOf} from '../../source/ui/text-field.ts';

const after = (...changes: readonly FindingsChange[]) => changes.reduce(reduceFindings, initialFindings);
const asked = {type: 'asked', finding: 'swap-on', remedy: 'off'} as const;

test('A remedy waits to be confirmed, is counted, and is let go of', () => {
	expect(after(asked).asked).toEqual({finding: 'swap-on', remedy: 'off', field: emptyField});
	expect(after(asked, {type: 'typed', field: fieldOf('lab')}).asked?.field.text).toBe('lab');
	expect(after(asked, {type: 'declined'})).toEqual({looking: false});
	expect(after({type: 'typed', field: fieldOf('lab')})).toEqual({looking: false});
});

test('Looking is known while it lasts', () => {
	expect(after({type: 'looking', now: true}).looking).toBe(true);
	expect(after({type: 'looking', now: true}, {type: 'looking', now: false}).looking).toBe(false);
});
