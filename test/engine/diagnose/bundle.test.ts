import {expect, test} from 'vitest';
import {isAnswer, settled} from '../../../source/engine/diagnose/bundle.ts';
import {bundleOf, kitchen} from '../../helpers/declared.ts';
import {pastedPassage} from '../../../source/engine/diagnose/bundle.ts';

test('A command answers every question it is like, and a question that is named behind it', () => {
	expect(pastedPassage('a', 'look oven; look fridge', [], kitchen).questions).toEqual(['oven']);
	expect(pastedPassage('a', 'x=1; y  # question: fridge', ['cold'], kitchen)).toEqual({
		host: 'a',
		command: 'x=1; y ',
		questions: ['fridge'],
		lines: ['cold'],
	});
});

test('What a filter left over, and a command that was refused, say nothing about what is missing', () => {
	const [filtered, refused, none, long] = bundleOf(
		['a# look oven | grep hot', 'hot'],
		['a# look oven', 'bash: look: command not found'],
		['a# look oven'],
		['a# look oven', 'one', 'two', 'bash: x: command not found', 'four'],
	);

	expect([filtered, refused, none, long].map(passage => isAnswer(passage!))).toEqual([false, false, true, true]);
});

test('The same command given again takes the place of what it printed first', () => {
	const bundle = settled(bundleOf(['a# look oven', 'cold'], ['b# look oven', 'cold'], ['a# look oven', 'hot']));

	expect(bundle.map(({host, lines}) => [host, ...lines])).toEqual([
		['b', 'cold'],
		['a', 'hot'],
	]);
});

test('Text that nobody says the host of belongs to the only host there is', () => {
	expect(settled(bundleOf(['', 'smoke'], ['a# look oven', 'hot'])).map(({host}) => host)).toEqual(['a', 'a']);
	expect(settled(bundleOf(['', 'smoke'], ['a# x'], ['b# x'])).map(({host}) => host)).toEqual(['', 'a', 'b']);
});

test('A program that logs its tries, and then says that it reached nobody, has not answered', () => {
	const tries = Array.from({length: 5}, () => 'E1123 09:03:39.207000   4207 memcache.go:265] "Unhandled Error"');
	const passage = {host: 'm1', command: 'kubectl get daemonsets', questions: ['daemon-sets']};

	expect(isAnswer({...passage, lines: [...tries, 'Unable to connect to the server: EOF']})).toBe(false);
	expect(isAnswer({...passage, lines: [...tries, 'NAME   DESIRED', 'proxy  3']})).toBe(true);
});
