import {expect, test} from 'vitest';
import {ansibleTask} from '../../../source/commands/export/ansible-task.ts';
import {expandBook, sourcesOf} from '../../../source/commands/export/expand-book.ts';
import {asVariable} from '../../../source/commands/export/variables.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

const book = exportBook('/srv');
const sources = sourcesOf(book, exportPlan);
const all = expandBook(book, exportPlan, asVariable(sources));
const taskOf = (id: string) =>
	ansibleTask(
		all.filter(({task}) => task.id === id),
		all,
		sources,
		'en',
	);

test('A task asks, runs only where it is not so, and asks again', () => {
	expect(taskOf('set-name').tasks).toMatchObject([
		{name: 'Set the host’s name: is it so already', register: 'kubewalk_look', changed_when: false},
		{name: 'Set the host’s name', when: 'kubewalk_look.rc != 0', changed_when: true},
		{name: 'Set the host’s name: is it so now', until: 'kubewalk_seen.rc == 0'},
	]);
});

test('Hosts that get the same script share a file, others have one each', () => {
	expect(Object.keys(taskOf('same-everywhere').files)).toEqual([
		'scripts/names/same-everywhere.check.sh',
		'scripts/names/same-everywhere.run.sh',
	]);
	expect(Object.keys(taskOf('set-name').files)).toContain('scripts/names/set-name/m2.run.sh');
	expect(JSON.stringify(taskOf('set-name').tasks)).toContain(
		"'scripts/names/set-name/' ~ inventory_hostname ~ '.run.sh'",
	);
});

test('A secret is asked for where it is made, only when somebody needs it, and never shown', () => {
	const {tasks, files} = taskOf('join-worker');
	const [, ask, keep, run] = tasks;

	expect(ask).toMatchObject({name: 'Ask m1 for join-token', delegate_to: 'm1', run_once: true, no_log: true});
	expect(ask!['when']).toContain('kubewalk_look');
	expect(keep).toMatchObject({
		'ansible.builtin.set_fact': {kubewalk_join_token: '{{ kubewalk_told.stdout }}'},
		no_log: true,
	});
	expect(run).toMatchObject({name: 'Join the worker', no_log: true});
	expect(files['scripts/initialise/make-token.tell-join-token.sh']).toContain('cat /srv/m1/token');
});
