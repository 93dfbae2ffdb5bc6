import {expect, test} from 'vitest';
import {countsOf, entriesOf, nextOf, stagesOf, statusOf, todoOf, workingOf, worstOf} from '../../source/ui/progress.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('Tasks that do not apply to the plan are not shown', () => {
	const {engine} = openEngine(bookOf(making('a', {when: () => false}), making('b')), createFakeWorld());

	expect(entriesOf(engine).map(({task}) => task.id)).toEqual(['b']);
});

test('What applies is settled once, and is the same for whoever asks again', () => {
	const {engine} = openEngine(bookOf(making('a')), createFakeWorld());
	const other = openEngine(bookOf(making('a')), createFakeWorld());

	expect(entriesOf(engine)).toBe(entriesOf(engine));
	expect(entriesOf(other.engine)).not.toBe(entriesOf(engine));
});

test('The next task is the first with something left, and there is none at the end', async () => {
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), createFakeWorld());
	const entries = entriesOf(engine);

	await engine.start({tasks: ['a']});
	expect(nextOf(engine, store.getState(), entries)?.task.id).toBe('b');
	await engine.start({tasks: ['b']});
	expect(nextOf(engine, store.getState(), entries)).toBeUndefined();
});

test('A worker that does not answer holds nothing up; a control plane does', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), world);
	world.dead.add('w1');
	await engine.start({tasks: ['a']});

	expect(todoOf(store.getState(), entriesOf(engine)[0]!)).toEqual(['w1']);
	expect(nextOf(engine, store.getState(), entriesOf(engine))?.task.id).toBe('b');

	world.dead.add('m2');
	await engine.start({tasks: ['b']});
	expect(nextOf(engine, store.getState(), entriesOf(engine))?.task.id).toBe('b');
});

test('One mark speaks for many: trouble first, then what is left', () => {
	expect(worstOf(['done', 'failed', 'running'])).toBe('failed');
	expect(worstOf(['done', 'pending'])).toBe('pending');
	expect(worstOf(['satisfied', 'done'])).toBe('done');
	expect(worstOf([])).toBe('pending');
});

test('While a task runs it is the one at work, and its stage counts what is settled', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), world);
	const entries = entriesOf(engine);
	let seen: readonly string[] = [];
	world.onRun = () => {
		seen = workingOf(store.getState(), entries).map(({task}) => task.id);
	};
	await engine.start({tasks: ['a']});

	expect(seen).toEqual(['a']);
	expect(stagesOf(store.getState(), entries)).toMatchObject([{settled: 1, total: 2, status: 'pending'}]);
	expect(statusOf(store.getState(), entries[0]!)).toBe('done');
	expect([...countsOf(store.getState(), entries)]).toEqual([
		['done', 3],
		['pending', 3],
	]);
});

test('What a task comes to is read anew when one of its rows changes, and not before', async () => {
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), createFakeWorld());
	const [a, b] = entriesOf(engine);
	const before = store.getState();
	expect(todoOf(before, a!)).toHaveLength(3);
	const left = todoOf(before, b!);

	await engine.start({tasks: ['a']});
	expect(todoOf(store.getState(), a!)).toEqual([]);
	expect(todoOf(store.getState(), b!)).toBe(left);
	expect(statusOf(before, a!)).toBe('pending');
});
