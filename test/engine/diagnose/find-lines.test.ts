import {expect, test} from 'vitest';
import {createFinder} from '../../../source/engine/diagnose/find-lines.ts';
import {bundleOf} from '../../helpers/declared.ts';
import {random} from '../../helpers/changed-text.ts';

test('A line is found wherever it stands, with what the group holds', () => {
	const finder = createFinder(bundleOf(['a# x', 'oven is hot', 'ok'], ['b# x', 'oven is hot']), [/oven is (\w+)/]);

	expect(finder.find(/oven is (\w+)/)).toEqual([
		{
			text: 'oven is hot',
			value: 'hot',
			places: [
				{passage: 0, line: 0},
				{passage: 1, line: 0},
			],
		},
	]);
	expect(finder.find(/oven is (\w+)/, new Set([1]))[0]?.places).toEqual([{passage: 1, line: 0}]);
	expect(finder.find(/oven is (\w+)/, new Set([0]))[0]?.places).toEqual([{passage: 0, line: 0}]);
});

test('Looking only where the words are finds the same lines as trying every line', () => {
	const next = random(7);
	const words = [
		'connection',
		'refused',
		'x509:',
		'error',
		'10.0.0.1:6443',
		'Errors',
		'is',
		'hot,',
		'pre-flight',
		'é',
		'证书已过期',
	];
	const lines = Array.from({length: 400}, () =>
		Array.from({length: 1 + Math.floor(next() * 5)}, () => words[Math.floor(next() * words.length)]).join(
			next() < 0.8 ? ' ' : '',
		),
	);
	const patterns = [
		/connection refused/,
		/connection\s+refused$/,
		/\berrors?\b/i,
		/(?:hot|refused)/,
		/^error/,
		/x509: (?:error|is)/,
		/pre-flight/,
		/10\.0\.0\.1:6443/,
		/证书已过期/,
		/is.*hot/,
		/é/,
		/connection(?: refused)? error/,
		/[ce]rror\d*/,
	];
	const finder = createFinder(bundleOf(['a# x', ...lines]), patterns);

	for (const pattern of patterns)
		expect([pattern, ...finder.find(pattern).map(({text}) => text)]).toEqual([
			pattern,
			...[...new Set(lines)].filter(line => pattern.test(line)),
		]);
});
