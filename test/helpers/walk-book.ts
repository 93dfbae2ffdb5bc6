// A small book with words in both languages, for tests of what a person reads.
import type {Book, Task} from '../../source/engine/declare.ts';
import type {Host} from '../../source/engine/given.ts';
import {making} from './fake-world.ts';

export const fiveHosts: readonly Host[] = [
	{name: 'm1', address: '10.0.0.11', role: 'control-plane'},
	{name: 'm2', address: '10.0.0.12', role: 'control-plane'},
	{name: 'm3', address: '10.0.0.13', role: 'control-plane'},
	{name: 'w1', address: '10.0.0.21', role: 'worker'},
	{name: 'w2', address: '10.0.0.22', role: 'worker'},
];

const task = (id: string, en: string, zh: string, more: Partial<Task> = {}): Task =>
	making(id, {title: {en, zh}, why: {en: `Why: ${en}.`, zh: `原因：${zh}。`}, ...more});

export const walkBook: Book = {
	id: 'install',
	title: {en: 'Install a highly available cluster', zh: '安装高可用集群'},
	spare: 'workers',
	stages: [
		{
			id: 'swap',
			title: {en: 'Turn off swap', zh: '关闭交换分区'},
			why: {en: 'The kubelet does not start with swap on.', zh: '开着交换分区时 kubelet 无法启动。'},
			tasks: [
				task('swap-now', 'Turn off swap now', '立即关闭交换分区'),
				task('swap-boot', 'Keep swap off after reboot', '重启后保持交换分区关闭'),
			],
		},
		{
			id: 'init',
			title: {en: 'Initialise the first control plane', zh: '初始化第一个控制平面节点'},
			why: {en: 'The cluster begins here.', zh: '集群从这里开始。'},
			tasks: [
				task('init', 'Initialise', '初始化', {
					target: 'first-control-plane',
					usually: 40,
					run: () => 'say Your control plane has initialised\nsay token abc.def\nmake init',
					capture: {token: {parse: output => /token (\S+)/.exec(output)?.[1]}},
				}),
			],
		},
		{
			id: 'join',
			title: {en: 'Join the others', zh: '加入其他节点'},
			why: {en: 'One is not enough.', zh: '一台不够。'},
			tasks: [task('join', 'Join', '加入集群', {target: 'workers', pace: 'one-by-one'})],
		},
	],
};

/** One task that gives two values, one of them secret, and one that would give a third. */
export const severalValues: Book = {
	...walkBook,
	stages: [
		{
			...walkBook.stages[1]!,
			tasks: [
				task('give', 'Give', '给出', {
					target: 'first-control-plane',
					run: () => 'say one\nsay hush\nmake give',
					capture: {
						first: {parse: output => /one/.exec(output)?.[0], renew: () => 'say another one', lasts: 300},
						second: {parse: output => /hush/.exec(output)?.[0], secret: true},
					},
				}),
				task('give-more', 'Give more', '再给出', {capture: {last: {parse: () => undefined}}}),
			],
		},
		walkBook.stages[0]!,
	],
};
