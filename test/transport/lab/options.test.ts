import {expect, test} from 'vitest';
import {readOptions} from '../../../source/transport/lab/options.ts';

test('Flags may stand together, values may be glued on or stand apart', () => {
	const options = readOptions(['-qn5', '-u', 'kubelet', '--since=now', '--no-pager', 'word'], ['-n', '-u']);

	expect([...options.flags]).toEqual(['-q', '--no-pager']);
	expect(options.values.get('-n')).toBe('5');
	expect(options.values.get('-u')).toBe('kubelet');
	expect(options.values.get('--since')).toBe('now');
	expect(options.words).toEqual(['word']);
});

test('Everything behind two dashes is a word', () => {
	expect(readOptions(['-a', '--', '-b', '--c']).words).toEqual(['-b', '--c']);
});

test('An option given twice has both values', () => {
	expect(readOptions(['-u', 'a', '-u', 'b'], ['-u']).all('-u')).toEqual(['a', 'b']);
});

test('The first unknown option is named when the known ones are given', () => {
	expect(readOptions(['-a', '-z'], [], ['-a']).unknown).toBe('-z');
	expect(readOptions(['-a'], [], ['-a']).unknown).toBeUndefined();
});
