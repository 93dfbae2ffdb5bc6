import {expect, test} from 'vitest';
import {byTask, expandBook, groupsOf, sourcesOf} from '../../../source/commands/export/expand-book.ts';
import {fragment} from '../../../source/engine/script.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

const book = exportBook('/srv');
const steps = expandBook(book, exportPlan, ({name, from}) => fragment(`<${name} of ${from}>`));

test('Every task is there for each of its hosts, in the order of the book', () => {
	expect(byTask(steps).map(alike => [alike[0]!.task.id, ...alike.map(({host}) => host.name)].join(' '))).toEqual([
		'set-name m1 m2 m3 w1',
		'same-everywhere m1 m2 m3 w1',
		'make-token m1',
		'join-control-plane m2 m3',
		'join-worker w1',
		'write-down operator',
	]);
});

test('A step knows which captured values it reads, and whose', () => {
	const join = steps.find(({task, host}) => task.id === 'join-worker' && host.name === 'w1')!;
	expect(join.check.needs).toEqual([]);
	expect(join.run.needs).toEqual([{name: 'join-token', from: 'm1'}]);
	expect(join.run.text).toContain('<join-token of m1>');
});

test('A value that every host captures is the host’s own', () => {
	const own = {
		...book,
		stages: book.stages.map(stage => ({
			...stage,
			tasks: stage.tasks.map(task =>
				task.id === 'make-token' ? {...task, target: 'every-host' as const} : task,
			),
		})),
	};
	const found = expandBook(own, exportPlan, () => '').find(({task}) => task.id === 'join-worker')!;
	expect(found.run.needs).toEqual([{name: 'join-token', from: 'w1'}]);
});

test('Tasks that do not apply are not there', () => {
	const never = {
		...book,
		stages: book.stages.map(stage => ({...stage, tasks: stage.tasks.map(task => ({...task, when: () => false}))})),
	};
	expect(expandBook(never, exportPlan, () => '')).toEqual([]);
	expect(sourcesOf(never, exportPlan).size).toBe(0);
});

test('Hosts with the very same scripts stand together', () => {
	const [, same] = byTask(steps);
	expect(groupsOf(same!).map(({hosts}) => hosts)).toEqual([['m1', 'm2', 'm3', 'w1']]);
	expect(groupsOf(byTask(steps)[0]!)).toHaveLength(4);
});
