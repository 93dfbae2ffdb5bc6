import {expect, test} from 'vitest';
import type {EngineEvent} from '../../../source/engine/event.ts';
import type {Told} from '../../../source/engine/diagnose/tell.ts';
import {report} from '../../../source/session/report.ts';
import {causesOf} from '../../../source/session/report/findings.ts';
import {book, start, story} from '../story.ts';

const both = (en: string, zh: string) => ({en, zh});

const told: Told = {
	id: 'swap-on',
	about: ['node'],
	severity: 'blocking',
	rank: 1,
	confidence: 'confirmed',
	title: both('Swap is on', 'swap 处于开启状态'),
	meaning: both('The kubelet <refuses>.', 'kubelet 拒绝启动。'),
	hosts: ['m1'],
	evidence: [{host: 'm1', command: 'cat /proc/swaps\n# more', lines: ['/dev/sda2 partition']}],
	chain: [],
	ruledOut: [],
	remedies: [
		{
			id: 'off',
			title: both('Swap off', '关闭 swap'),
			why: both('', ''),
			risk: 'changes',
			target: 'every-host',
			host: 'm1',
			commands: 'swapoff -a',
		},
	],
	badAdvice: [],
	sources: [],
};
const diagnosis = (at: number, found: readonly Told[]): EngineEvent => ({
	type: 'diagnosis',
	at,
	found,
	asked: 3,
	rounds: 1,
	milliseconds: 10,
	away: {},
});
const cured: EngineEvent = {
	type: 'task',
	at: start + 400_000,
	task: 'swap-on.off',
	host: 'm1',
	status: 'running',
	attempt: 1,
};
const events = [
	...story,
	diagnosis(start + 300_000, [told, {...told, id: 'guess', confidence: 'possible'}]),
	cured,
	{...cured, at: start + 401_000, status: 'done' as const},
	diagnosis(start + 500_000, []),
];

test('A cause is told once, with its evidence, and that it is gone; mere possibilities are not', () => {
	expect(causesOf(events, 'zh')).toEqual([
		{
			id: 'swap-on',
			at: start + 300_000,
			title: 'swap 处于开启状态',
			confidence: '已确认',
			hosts: ['m1'],
			meaning: 'kubelet 拒绝启动。',
			evidence: ['m1# cat /proc/swaps', '/dev/sda2 partition'],
			gone: true,
		},
	]);
});

test('A report tells what was wrong, and its cures as tasks with their commands', () => {
	const md = report(events, book, {format: 'md', language: 'en'});
	const html = report(events, book, {format: 'html', language: 'en'});

	expect(md).toContain('## What was wrong\n\n### Swap is on, m1\n\nconfirmed, gone. 2026-11-23 14:05:00 UTC.');
	expect(md).toContain('m1# cat /proc/swaps\n/dev/sda2 partition');
	expect(md).toContain('| Swap off | m1 | done | 2026-11-23 14:06:40 UTC | 1 s |');
	expect(md).toContain('```bash\nswapoff -a\n```');
	expect(html).toContain('<h2>What was wrong</h2>');
	expect(html).toContain('The kubelet &lt;refuses&gt;.');
});
