import {expect, test} from 'vitest';
import {readTranscript} from '../../../source/commands/diagnose/read-transcript.ts';
import {bundleText} from '../../../source/commands/diagnose/write-bundle.ts';
import {kitchen} from '../../helpers/declared.ts';
import type {Bundle} from '../../../source/engine/diagnose/bundle.ts';

test('What is written is read again: questions by their names, answers line by line', () => {
	const bundle: Bundle = [
		{
			host: 'a',
			command: 'look --at oven |\n\tmore',
			questions: ['oven'],
			lines: ['hot', '', 'm1# not a prompt', '> quoted'],
		},
		{host: 'b', command: 'x', questions: ['fridge'], lines: [], partial: true},
		{host: 'c', command: 'ssh c', questions: [], lines: ['c does not answer']},
		{host: 'c', command: 'knock', questions: ['oven', 'menu'], lines: ['nobody opens']},
	];
	const text = bundleText(bundle);
	const read = readTranscript(text.split('\n'), kitchen);

	expect(text.split('\n')[0]).toBe('a# look --at oven | … # question: oven');
	expect(read.map(({host, questions, partial}) => ({host, questions, partial}))).toEqual([
		{host: 'a', questions: ['oven'], partial: undefined},
		{host: 'b', questions: ['fridge'], partial: true},
		{host: 'c', questions: [], partial: undefined},
		{host: 'c', questions: ['oven', 'menu'], partial: undefined},
	]);
	expect(read[0]?.lines).toEqual(['hot', '', ' m1# not a prompt', ' > quoted', '']);
});
