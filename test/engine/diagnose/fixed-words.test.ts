import {expect, test} from 'vitest';
import {specificity, waysToMatch} from '../../../source/engine/diagnose/fixed-words.ts';

const wordsOf = (pattern: RegExp) => waysToMatch(pattern).map(({words}) => words.join(' '));

test('Words that a pattern cannot do without are found, with every alternative apart', () => {
	expect(wordsOf(/swap is (?:enabled|supported) on this host$/)).toEqual([
		'enabled this host',
		'supported this host',
	]);
	expect(wordsOf(/\[ERROR Swap\]: running/)).toEqual(['error swap']);
	expect(wordsOf(/^(?:partition|file)\s+used/i)).toEqual(
		['partition used', 'file used'].map(text => text.replace(' used', '')),
	);
});

test('What may be a part of a longer word is no word', () => {
	expect(wordsOf(/refused/)).toEqual(['']);
	expect(wordsOf(/connection refused\b/)).toEqual(['refused']);
	expect(wordsOf(/\w+connection failed\d/)).toEqual(['']);
	expect(wordsOf(/ errors? found /)).toEqual(['error found', 'errors found']);
	expect(wordsOf(/ ab*cde \S+x /)).toEqual(['']);
});

test('What looks ahead or behind, and repetitions, need nothing of the line', () => {
	expect(wordsOf(/ done (?!with this) now /)).toEqual(['done now']);
	expect(wordsOf(/ (?:again and )*stop /)).toEqual(['stop'].map(() => ''));
	expect(wordsOf(/ (?:one two ){2}three /)).toEqual(['one two']);
});

test('Patterns of many alternatives do not grow without end', () => {
	const wide = /(?:a|b|c|d|e)(?:a|b|c|d|e)(?:a|b|c|d|e)(?:a|b|c|d|e) stop here/;

	expect(waysToMatch(wide).length).toBeLessThan(50);
	expect(waysToMatch(wide).every(({words, texts}) => words.includes('stop') || texts.length >= 0)).toBe(true);
});

test('A long sentence is more specific than a word', () => {
	expect(specificity(/error/)).toBe(5);
	expect(specificity(/certificate has expired or is not yet valid|x509/)).toBe(4);
	expect(specificity(/certificate has expired/)).toBe(21);
});
