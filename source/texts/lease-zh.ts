import type {LeaseWords} from './lease-en.ts';
import type {Texts} from './texts.ts';

const who = ({by, pid, session}: LeaseWords): string => `${by}（进程 ${pid}，会话 ${session}）`;
const wasAt = ({doing}: LeaseWords): string => (doing === '' ? '' : `，当时正在执行 ${doing}`);
const at = ({doing}: LeaseWords): string => (doing === '' ? '' : `，正在执行 ${doing}`);

export const lease: Texts['lease'] = {
	sessionHeld: (session, by, pid, since) =>
		`会话 ${session} 已在另一个进程中打开（${by} 的进程 ${pid}，自 ${since} 起）：请先在那里关闭，或用 kubewalk walk --watch ${session} 旁观。`,
	held: words =>
		`${who(words)} 自 ${words.since} 起占用这些主机，最近一次活动距今 ${words.quiet}${at(words)}。未启动任何操作：两人同时操作会互相破坏。`,
	lookOn: how => `可用 ${how} 旁观；kubewalk survey 直接询问主机，不做任何改动。`,
	gone: words =>
		`${who(words)} 自 ${words.since} 起占用这些主机，但已有 ${words.quiet} 没有活动${wasAt(words)}。未启动任何操作。`,
	takeOverWith: '如果那里已无人操作，可以接管：在同一条命令后加 --take-over。',
	notGone: words =>
		`没有接管：${who(words)}最近一次活动距今 ${words.quiet}${at(words)}。连续 90 秒没有活动才视为已离开。`,
	heldTitle: '另有人正在改动这些主机',
	goneTitle: '接管这些主机？',
	takeOver: '那里仍在运行的命令会执行完；kubewalk 在改动之前会先询问每台主机。',
	takenOver: '现在由你操作这些主机。',
	notTakenOver: '没有接管：第一个控制平面没有应答。',
	watching: by => `旁观中，由 ${by} 操作`,
	watchingNobody: '旁观中，已无人操作',
	watchingWhat: '仅旁观：会造成改动的按键在此无效。',
	notHeld: session => `会话 ${session} 目前无人占用：用 kubewalk run --yes --resume ${session} 自行继续。`,
	noneHeld: '本机没有被其他进程占用的会话：用 --plan FILE 指明计划，即可查看其主机。',
	elsewhere: by => `日志在 ${by} 上；从这里只能看到谁在操作、正在做什么。`,
	sees: words => `${who(words)}，自 ${words.since} 起；最近一次活动距今 ${words.quiet}${at(words)}`,
	free: '目前无人占用这些主机。',
	noLease: '这些主机没有锁，无法得知是否有人在操作。',
	left: by => `${by} 已离开。`,
	watch: (name, by) => `旁观 ${name}（由 ${by} 操作）`,
	watchWhy: (id, by, pid) => `会话 ${id} 已在 ${by} 的进程 ${pid} 中打开。你可以看到那里发生的一切，但不做任何改动。`,
	heldBy: (by, pid) => `由 ${by} 占用（进程 ${pid}）`,
};
