import {expect, test} from 'vitest';
import {outline} from '../../../source/commands/export/outline.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

test('The outline has each stage with its tasks, in one language', () => {
	const {head, chapters} = outline(exportBook('/srv'), exportPlan, 'zh');
	expect(head).toBe('Install（中）：计划 demo，Kubernetes 1.36，4 台主机。尚未执行任何命令。');
	expect(chapters.map(({number, title}) => `${number} ${title}`)).toEqual([
		'1 Names（中）',
		'2 Initialise（中）',
		'3 Join（中）',
	]);
	expect(chapters[2]!.entries[0]!.manner).toBe('改动主机, 逐台进行');
});

test('A task has its check and run, and verify and undo where it has its own', () => {
	const [names, , join] = outline(exportBook('/srv'), exportPlan, 'en').chapters;
	const titles = (entry: (typeof names & {})['entries'][number]) =>
		entry.blocks[0]!.parts.map(({title}) => title.split(' ')[0]);
	expect(titles(names!.entries[0]!)).toEqual(['check', 'run', 'undo']);
	expect(titles(join!.entries[0]!)).toEqual(['check', 'run', 'verify']);
});

test('A book that adds hosts says that those that are settled are left alone', () => {
	const {head} = outline({...exportBook('/srv'), settled: () => 'who is there'}, exportPlan, 'en');
	expect(head.split('\n')[1]).toBe(
		'Which of the hosts are settled already is asked when it runs, and these are left alone then.',
	);
});
