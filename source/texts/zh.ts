import type {Texts} from './texts.ts';

export const zh: Texts = {
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
