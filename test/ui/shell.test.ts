import {expect, test} from 'vitest';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';

test('The language goes back and forth', () => {
	const chinese = reduceShell(shellOf('en'), {type: 'language-switched'});

	expect(chinese.language).toBe('zh');
	expect(reduceShell(chinese, {type: 'language-switched'}).language).toBe('en');
});

const asked = (title: string) => ({question: {kind: 'confirm', title, lines: []}, answer: () => undefined}) as const;

test('Questions are answered first to last', () => {
	const two = [asked('one'), asked('two')].reduce(
		(shell, one) => reduceShell(shell, {type: 'asked', asked: one}),
		shellOf('en'),
	);

	expect(two.asked.map(({question}) => question.title)).toEqual(['one', 'two']);
	expect(reduceShell(two, {type: 'answered'}).asked.map(({question}) => question.title)).toEqual(['two']);
});
