import type {Texts} from './texts.ts';

export const zh: Texts = {
	headless: {
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
