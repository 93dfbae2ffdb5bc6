import {expect, test} from 'vitest';
import {focusOf} from '../../source/ui/focus.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {initialWalk} from '../../source/ui/walk-state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const open = () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), world);
	const focus = (walk = initialWalk) => {
		const found = focusOf(engine, store.getState(), entriesOf(engine), walk);
		return found && [found.entry.task.id, found.host, found.pane];
	};
	return {world, engine, focus};
};

test('Without a selection it is the next task, its first host, its commands', async () => {
	const {engine, focus} = open();

	expect(focus()).toEqual(['a', 'm1', 'commands']);
	await engine.start({tasks: ['a']});
	expect(focus()).toEqual(['b', 'm1', 'commands']);
	await engine.start();
	expect(focus()).toEqual(['b', 'm1', 'commands']);
});

test('What the person selected stays, whatever happens', async () => {
	const {engine, focus} = open();
	await engine.start({tasks: ['a']});

	expect(focus({...initialWalk, task: 'a', host: 'w1', pane: 'why'})).toEqual(['a', 'w1', 'why']);
});

test('A failure shows itself: the host it is on, and its output', async () => {
	const {world, engine, focus} = open();
	world.onRun = host => {
		if (host === 'm2') world.dead.add('m2');
	};
	await engine.start();

	expect(focus()).toEqual(['a', 'm2', 'output']);
});

test('A command that runs shows its output; one that is only checked does not', async () => {
	const {world, engine, focus} = open();
	const seen: unknown[] = [];
	world.onRun = host => {
		if (host === 'm1') seen.push(focus());
	};
	const run = engine.start({tasks: ['a']});
	seen.push(focus());
	await run;

	expect(seen).toEqual([
		['a', 'm1', 'commands'],
		['a', 'm1', 'output'],
	]);
});
