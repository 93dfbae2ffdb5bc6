// A short session that has a bit of everything: what the tests of journal and report are told.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll} from 'vitest';
import type {Book, Task} from '../../source/engine/declare.ts';
import type {EngineEvent} from '../../source/engine/event.ts';

/** Hooks count only when a file is read, and homes are made later than that too. */
const homes: string[] = [];
afterAll(() => {
	for (const home of homes) rmSync(home, {recursive: true, force: true});
});

export const makeHome = (): string => {
	const home = mkdtempSync(join(tmpdir(), 'kw-home-'));
	homes.push(home);
	return home;
};

const task = (id: string, en: string, zh: string): Task => ({
	id,
	title: {en, zh},
	why: {en, zh},
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => 'false'},
	run: () => `do ${id}`,
	undo: 'nothing-to-undo',
});

export const book: Book = {
	id: 'install',
	title: {en: 'Install a cluster', zh: '安装集群'},
	stages: [
		{
			id: 'swap',
			title: {en: 'Swap', zh: '交换分区'},
			why: {en: '', zh: ''},
			tasks: [task('swap-off', 'Turn off swap', '关闭交换分区'), task('init', 'Initialise', '初始化')],
		},
	],
};

const hosts = [
	{name: 'm1', address: '10.77.0.11', role: 'control-plane'},
	{name: '<m|2>', address: '10.77.0.12', role: 'control-plane'},
];

export const start = Date.UTC(2026, 10, 23, 14, 0, 0);

export const story: readonly EngineEvent[] = [
	{type: 'session-opened', at: start, session: '2026-11-23-demo-1', book: 'install', hosts, by: 'ann@bastion'},
	{type: 'task', at: start + 1000, task: 'swap-off', host: 'm1', status: 'checking'},
	{type: 'task', at: start + 2000, task: 'swap-off', host: 'm1', status: 'running', attempt: 1},
	{type: 'output', at: start + 2500, task: 'swap-off', host: 'm1', stream: 'stdout', text: 'swapoff /dev/sda2\n'},
	{type: 'task', at: start + 6200, task: 'swap-off', host: 'm1', status: 'done', exit: 0},
	{type: 'task', at: start + 6300, task: 'swap-off', host: '<m|2>', status: 'satisfied'},
	{type: 'edited', at: start + 6500, task: 'init', host: 'm1', script: 'kubeadm init # mine'},
	{
		type: 'task',
		at: start + 7000,
		task: 'init',
		host: 'm1',
		status: 'running',
		attempt: 1,
	},
	{type: 'task', at: start + 8000, task: 'init', host: 'm1', status: 'failed', exit: 1, note: 'port 6443 | is taken'},
	{
		type: 'task',
		at: start + 9000,
		task: 'init',
		host: 'm1',
		status: 'running',
		attempt: 2,
	},
	{type: 'captured', at: start + 200_000, task: 'init', host: 'm1', name: 'join-token', expires: start + 86_400_000},
	{type: 'captured', at: start + 200_000, task: 'init', host: 'm1', name: 'ca-cert-hash', value: 'sha256:abcdef'},
	{type: 'task', at: start + 209_000, task: 'init', host: 'm1', status: 'done', exit: 0},
	{type: 'edited', at: start + 209_500, task: 'init', host: 'm1', script: 'never ran'},
	{type: 'note', at: start + 210_000, text: 'The VIP moved <once>.'},
	{type: 'session-closed', at: start + 220_000, outcome: 'done'},
];
