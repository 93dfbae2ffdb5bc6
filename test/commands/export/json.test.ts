import {expect, test} from 'vitest';
import {planAsJson} from '../../../source/commands/export/json.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

test('JSON has one entry for each task on each host', () => {
	const entries = JSON.parse(planAsJson(exportBook('/srv'), exportPlan, 'en')) as readonly Record<string, unknown>[];
	expect(entries).toHaveLength(13);
	expect(entries.find(({task}) => task === 'make-token')).toEqual({
		stage: 'initialise',
		task: 'make-token',
		host: 'm1',
		title: 'Make a token',
		risk: 'changes',
		pace: 'together',
		check: '[ -s /srv/m1/token ]',
		run: 'echo "it\'s \\$secret" >/srv/m1/token',
		verify: '[ -s /srv/m1/token ]',
		undo: null,
		captures: ['join-token', 'nobody-reads-it'],
		reads: [],
	});
	expect(entries.find(({task}) => task === 'join-worker')).toMatchObject({
		reads: [{name: 'join-token', task: 'make-token'}],
	});
});
