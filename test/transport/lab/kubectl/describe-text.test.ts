import {expect, test} from 'vitest';
import {
	annotationLines,
	indent,
	labelLines,
	longTime,
	rows,
} from '../../../../source/transport/lab/kubectl/describe-text.ts';

test('times are long, and unset when there is none', () => {
	expect([longTime('2026-11-23T09:42:17Z'), longTime(undefined)]).toEqual([
		'Mon, 23 Nov 2026 09:42:17 +0000',
		'<unset>',
	]);
});

test('labels are sorted, and what apply remembers is not shown', () => {
	expect(labelLines({b: '2', a: '1'})).toBe('a=1\nb=2');
	expect(annotationLines({'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'x'})).toBe('note: x');
	expect(labelLines(undefined)).toBe('<none>');
});

test('further lines of a value stand below the first', () => {
	expect(rows('Labels:', 'a=1\nb=2')).toEqual([
		['Labels:', 'a=1'],
		['', 'b=2'],
	]);
	expect(indent('a\n\nb\n', '  ')).toBe('  a\n\n  b\n');
});
