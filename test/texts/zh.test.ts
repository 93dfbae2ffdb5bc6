import {expect, test} from 'vitest';
import {zh} from '../../source/texts/zh.ts';

test('Sentences about trouble end as Chinese ones, and say the way out', () => {
	const {open, sessions, lab} = zh;
	for (const sentence of [
		open.noBook('x', 'install'),
		open.noSession('x'),
		open.sessionClosed('x'),
		open.needsYes,
		open.planOrLab,
		sessions.none,
		lab.noSession,
	])
		expect(sentence).toMatch(/\p{Script=Han}.*[：，].*。$/u);
});

test('A run is summed up in one line', () => {
	expect(zh.headless.summary({done: 3, satisfied: 2, skipped: 1, failed: 0, unknown: 0}, 4.2)).toBe(
		'完成 3 项，已满足 2 项，跳过 1 项，失败 0 项，用时 4.2 秒',
	);
	expect(zh.headless.summary({done: 0, satisfied: 0, skipped: 0, failed: 1, unknown: 5}, 4)).toBe(
		'完成 0 项，已满足 0 项，跳过 0 项，失败 1 项，不确定 5 项，用时 4 秒',
	);
});

test('What takes long says how long it usually takes and what it waits for, as far as that is known', () => {
	const {stillRunning} = zh.headless;
	expect(stillRunning('m1  拉取镜像', 90, 60, '镜像仓库')).toBe(
		'm1  拉取镜像：已运行 90 秒（通常 60 秒），正在等待镜像仓库',
	);
	expect(stillRunning('m1  拉取镜像', 90, 0)).toBe('m1  拉取镜像：已运行 90 秒');
});

test('How a task ended is said with its reason when there is one', () => {
	expect(zh.headless.ended('m1  拉取镜像', '失败', '无法连接')).toBe('m1  拉取镜像：失败：无法连接');
});

test('The report says each outcome in words', () => {
	expect((['done', 'unreachable'] as const).map(zh.report.outcome)).toEqual(['完成', '有主机无法连接']);
});
