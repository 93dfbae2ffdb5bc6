import {expect, test} from 'vitest';
import {matrixLines, type Look} from '../../source/commands/matrix.ts';
import type {Surveyed} from '../../source/engine/engine.ts';
import {bookOf, making} from '../helpers/fake-world.ts';
import {widthOf} from '../helpers/screen.tsx';

const look: Look = {language: 'en', width: 80, paint: (_, text) => text};
const book = bookOf(
	making('a', {title: {en: 'Swap off', zh: '关闭 swap'}}),
	making('b', {title: {en: 'A title that is much too long to stand beside all of the hosts', zh: '时钟已同步'}}),
);
const numbered = (count: number, name: (number: number) => string): readonly string[] =>
	Array.from({length: count}, (_, index) => name(index + 1));

const answered = (hosts: readonly string[], answer: Surveyed['answer'] = 'yes'): readonly Surveyed[] =>
	['a', 'b'].flatMap(task => hosts.map(host => ({task, host, answer, detail: ''})));

test('Hosts are columns, checks are rows below their stage, and a check that is not for a host has no mark', () => {
	const cells: readonly Surveyed[] = [
		{task: 'a', host: 'm1', answer: 'yes', detail: ''},
		{task: 'a', host: 'worker-1', answer: 'no', detail: 'on'},
		{task: 'a', host: 'w2', answer: 'unknown', detail: ''},
	];
	expect(matrixLines(book, cells, look)).toEqual([
		'            m1  worker-1  w2',
		'Stage',
		'  Swap off  ✔   ✘         ?',
	]);
});

test('Twelve hosts at 80 columns stand upright beside one another, and nothing is wider than 80', () => {
	const lines = matrixLines(book, answered(numbered(12, number => `m${number}`)), look);

	expect(lines.slice(0, 3)).toEqual([
		`${' '.repeat(71)}m  m  m`,
		`${' '.repeat(44)}m  m  m  m  m  m  m  m  m  1  1  1`,
		`${' '.repeat(44)}1  2  3  4  5  6  7  8  9  0  1  2`,
	]);
	expect(lines.find(line => line.startsWith('  A title'))).toMatch(
		/^ {2}A title that is much too long to stand… (?: {2}✔){12}$/,
	);
	expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(80);
});

test('More hosts stand in blocks of one size, each with all checks', () => {
	const hosts = numbered(30, number => `m${number + 10}`);
	const lines = matrixLines(book, answered(hosts), look);

	expect(lines.filter(line => line.startsWith('  Swap off')).map(line => line.match(/✔/g)?.length)).toEqual([
		10, 10, 10,
	]);
	expect(lines.filter(line => line === '')).toHaveLength(2);
});

test('Two hundred hosts are all there, in as many blocks as it takes', () => {
	const lines = matrixLines(book, answered(numbered(200, number => `node-${number}`)), look);

	expect(lines.join('').match(/✔/g)).toHaveLength(400);
	expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(80);
});

test('Long names lose their middle, unless two of them would look the same', () => {
	const [head] = matrixLines(book, answered(['prod-eu-control-plane-1', 'prod-eu-worker-1']), look);
	expect(head?.trim().split(/ +/)).toEqual(['prod-…lane-1', 'prod-…rker-1']);

	const [same] = matrixLines(book, answered(['prod-a1-production', 'prod-b1-production']), {...look, width: 90});
	expect(same?.trim().split(/ +/)).toEqual(['prod-a1-production', 'prod-b1-production']);
});

test('Chinese titles take two columns a letter, and the marks stand below one another all the same', () => {
	const lines = matrixLines(book, answered(['m1', 'm2']), {...look, language: 'zh'});

	expect(lines.slice(2)).toEqual(['  关闭 swap   ✔   ✔', '  时钟已同步  ✔   ✔']);
	expect(lines.slice(2).map(line => widthOf(line.slice(0, line.indexOf('✔'))))).toEqual([14, 14]);
});

test('Colours do not move anything', () => {
	const plain = matrixLines(book, answered(['m1', 'm2'], 'no'), look);
	const painted = matrixLines(book, answered(['m1', 'm2'], 'no'), {
		...look,
		paint: (tone, text) => (tone === 'no' ? `\u001B[31m${text}\u001B[39m` : text),
	});

	expect(painted.at(-1)).toContain('\u001B[31m✘\u001B[39m');
	// oxlint-disable-next-line no-control-regex
	expect(painted.map(line => line.replaceAll(/\u001B\[\d+m/g, ''))).toEqual(plain);
});

test('Without an answer there is no matrix', () => {
	expect(matrixLines(book, [], look)).toEqual([]);
});
