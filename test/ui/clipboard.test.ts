import {expect, test} from 'vitest';
import {copyLimit, copySequence, throughScreen} from '../../source/ui/clipboard.ts';

test('The terminal gets the text letter by letter', () => {
	const [, encoded] = /52;c;([A-Za-z0-9+/=]+)/.exec(copySequence('swapoff -a\n停用') ?? '') ?? [];

	expect(Buffer.from(encoded ?? '', 'base64').toString('utf8')).toBe('swapoff -a\n停用');
});

test('What terminals would drop is not sent', () => {
	expect(copySequence('x'.repeat(copyLimit))).toBeUndefined();
});

test('Through GNU screen it comes in pieces, none of them lost', () => {
	const sequence = copySequence('swapoff -a\n'.repeat(200))!;
	const pieces = throughScreen(sequence).split('\u001B\\').slice(0, -1);

	expect(pieces.length).toBeGreaterThan(5);
	expect(pieces.map(piece => piece.replace('\u001BP', '')).join('')).toBe(sequence);
});
