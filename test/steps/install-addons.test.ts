import {expect, test} from 'vitest';
import type {Task} from '../../source/engine/declare.ts';
import {addons} from '../../steps/addons/addons.ts';
import {installAddons, tasksOfAddon} from '../../steps/install-addons.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(installAddons);

const task = (id: string, when?: Task['when']): Task => ({
	id,
	title: {en: 'A page', zh: '页面'},
	why: {en: 'To see it', zh: '用于查看'},
	target: 'first-control-plane',
	...(when && {when}),
	risk: 'safe',
	check: {ask: () => 'true'},
	run: () => 'true',
	undo: 'nothing-to-undo',
});

const tasks = tasksOfAddon({
	id: 'headlamp',
	title: {en: 'A page', zh: '页面'},
	why: {en: 'To see it', zh: '用于查看'},
	releases: [],
	images: () => [],
	tasks: [task('always'), task('never', () => false)],
});

const idsFor = (addons: readonly ['headlamp'] | readonly []): readonly string[] => {
	const given = givenFor({...labPlan, kubernetes: {...labPlan.kubernetes, addons}}, 'm1');
	return tasks.filter(({when}) => when?.(given)).map(({id}) => id);
};

test('An add-on’s tasks are for plans that name it, and for those that they are for themselves', () => {
	expect(idsFor(['headlamp'])).toEqual(['always']);
	expect(idsFor([])).toEqual([]);
});

test('Every add-on has a title and a reason of its own, tasks, and releases that follow each other without a gap', () => {
	expect(new Set(addons.map(({why}) => why.zh)).size).toBe(addons.length);
	for (const {releases, tasks} of addons) {
		expect(tasks.length).toBeGreaterThan(0);
		expect(releases.slice(1).every(({to}, index) => to === releases[index]!.from - 1)).toBe(true);
	}
});
