import {newPlan, plan, planBook, planFile} from './plan-zh.ts';
import {ui} from './ui-zh.ts';
import type {Texts} from './texts.ts';

export const zh: Texts = {
	...ui,
	plan,
	newPlan,
	planFile,
	planBook,
	open: {
		noBook: (book, known) => `没有名为 ${book} 的流程：可用的流程有 ${known}。`,
		noLab: (lab, known) => `没有名为 ${lab} 的实验：可用的实验有 ${known}。`,
		noSession: session => `没有会话 ${session}：用 kubewalk sessions 查看所有会话。`,
		noOpenSession: '没有打开的会话：用 kubewalk run --plan FILE 新建一个，或用 --lab 演练。',
		sessionClosed: session => `会话 ${session} 已关闭：用同一份计划新建会话即可，已满足的任务不会重做。`,
		held: (session, holder) =>
			`会话 ${session} 正由 ${holder.host} 上的 ${holder.user} 使用（进程 ${holder.pid}，自 ${new Date(holder.since).toISOString()} 起）：请先停止该进程，或用 kubewalk sessions show ${session} 查看。`,
		newHostKey: (host, address) => `尚不认识 ${host}（${address}）。这是它的主机密钥吗？`,
		acceptedHostKey: (host, fingerprint) => `${host}：已接受主机密钥 ${fingerprint}，并记录在本会话中。`,
		refusedHostKey: (host, fingerprint) =>
			`未接受 ${host} 的主机密钥（${fingerprint}）：请与主机上的密钥核对（ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub），然后重试。`,
		goesOn: what => `仍在运行：${what}。命令会在主机上继续执行，恢复会话时会重新接上。`,
		finished: session => `会话 ${session} 已完成。查看报告：kubewalk report ${session}`,
		comeBack: session => `会话 ${session} 仍然保留：再次运行 kubewalk 即可继续。`,
		needsYes: '这会改动主机：没有终端时请加 --yes，或用 --lab 在模拟主机上演练。',
		planOrLab: '请指明要执行什么：--plan FILE 用于真实主机，--lab 用于模拟主机演练。',
	},
	sessions: {
		open: '未结束',
		closed: '已关闭',
		none: '还没有会话：kubewalk run --lab 可以开始一次演练。',
		usage: '用法：kubewalk sessions list、kubewalk sessions show ID 或 kubewalk sessions remove ID。',
	},
	lab: {
		noSession: '还没有可以查看的实验：用 kubewalk lab start 新建一个。',
		whichHost: hosts => `请指明主机：kubewalk lab shell HOST，HOST 可以是 ${hosts}。`,
		welcome: (host, session) => `${host} 是会话 ${session} 中的模拟主机。所做的改动会保留；输入 exit 离开。`,
		usage: '用法：kubewalk lab list、kubewalk lab start NAME 或 kubewalk lab shell HOST。',
	},
	headless: {
		surveyIncomplete: '有主机无法询问：原因见上。',
		noSuchPart: (id, stages) => `流程中没有阶段或任务 ${id}：阶段有 ${stages}。`,
		skippedByFlag: '由 --skip 略过',
		stopping: '正在运行的命令结束后停止；再按一次则连同命令一起停止。',
		aborting: '正在停止运行中的命令。',
		readerGone: '输出已无人读取：正在运行的命令结束后停止。',
		running: title => `${title}：运行中`,
		took: (word, seconds) => `${word}（${seconds} 秒）`,
		stillRunning: (title, elapsed, usually, waitingFor) =>
			`${title}：已运行 ${elapsed} 秒${usually > 0 ? `（通常 ${usually} 秒）` : ''}${waitingFor ? `，正在等待${waitingFor}` : ''}`,
		summary: (counts, seconds) =>
			`完成 ${counts.done} 项，已满足 ${counts.satisfied} 项，跳过 ${counts.skipped} 项，失败 ${counts.failed} 项，用时 ${seconds} 秒`,
		session: id => `会话 ${id}。查看报告：kubewalk report ${id}`,
		resume: id => `继续执行：kubewalk run --yes --resume ${id}`,
	},
	status: {
		pending: '待做',
		checking: '检查中',
		satisfied: '已满足',
		running: '运行中',
		verifying: '验证中',
		done: '已完成',
		failed: '失败',
		unreachable: '连不上',
		cancelled: '不确定',
		skipped: '已跳过',
		undoing: '回退中',
		undone: '已回退',
	},
};
