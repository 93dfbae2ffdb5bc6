import {expect, test} from 'vitest';
import {markdownOf} from '../../../source/session/report/markdown.ts';
import {recordOf} from '../../../source/session/report/record.ts';
import {book, story} from '../story.ts';

const record = recordOf(story, book, 'en', task => `do ${task}\n\`\`\`\nfence`);
const text = markdownOf(record, 'en');

test('It begins with what, who, when and how it ended', () => {
	expect(text.split('\n').slice(0, 4)).toEqual([
		'# Install a cluster: 2026-11-23-demo-1',
		'',
		'- Opened by ann@bastion, 2026-11-23 14:00:00 UTC',
		'- Closed 2026-11-23 14:03:40 UTC: done',
	]);
});

test('A row of the table is one line, whatever its words hold', () => {
	expect(text).toContain('| Turn off swap | m1 | done | 2026-11-23 14:00:02 UTC | 4.2 s | 0 |  |');
	expect(text).toContain(String.raw`| Turn off swap | \<m\|2\> | already so |  |  |  |  |`);
	expect(text).toContain(
		'| Initialise | m1 | done | 2026-11-23 14:00:09 UTC | 3 min 20 s | 0 | run 2 times, the last one is shown |',
	);
});

test('Commands stand as they ran, and say when the operator had edited them', () => {
	expect(text).toContain('Edited by the operator before it ran:\n\n```bash\nkubeadm init # mine\n```');
	expect(text).toContain('As the runbook declares it:\n\n````bash\ndo swap-off\n```\nfence\n````');
});

test('In Chinese every heading is Chinese', () => {
	const headings = markdownOf(
		recordOf(story, book, 'zh', () => 'do'),
		'zh',
	).match(/^## .*$/gm);

	expect(headings).toEqual(['## 主机', '## 任务', '## 取得的值', '## 记录', '## 命令']);
});
