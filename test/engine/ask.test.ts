import {expect, test} from 'vitest';
import {gist} from '../../source/engine/ask.ts';
import {sh} from '../../source/engine/script.ts';
import type {Job} from '../../source/engine/transport.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('The gist of an answer is its last word, of complaint if there is one', () => {
	expect(gist({exit: 1, stdout: 'some\n', stderr: 'first\n  last \n\n'})).toBe('last');
	expect(gist({exit: 1, stdout: 'some\nmore\n', stderr: '\n'})).toBe('more');
	expect(gist({exit: 7, stdout: '', stderr: ''})).toBe('exit code 7');
});

test('Noise is never the gist', () => {
	const answer = {exit: 1, stdout: '', stderr: 'error: the disk is full\nTo see more, use --v=5\n'};

	expect(gist(answer, [/^To see more/])).toBe('error: the disk is full');
	expect(gist({...answer, stderr: 'To see more, use --v=5\n'}, [/^To see more/])).toBe('exit code 1');
});

test('A job brings what is asked after it: its verification, and the checks of what is left of the stage', async () => {
	const world = createFakeWorld();
	const jobs: Job[] = [];
	const {run} = world.transport;
	const transport = {
		...world.transport,
		run: (...[host, job, ...rest]: Parameters<typeof run>) => {
			jobs.push(job);
			return run(host, job, ...rest);
		},
	};
	const only = {target: 'first-control-plane'} as const;
	const book = bookOf(
		making('a', {...only, verify: {ask: () => 'has a', within: 30}}),
		making('b', {...only, verify: {ask: () => 'has b', within: 30, expect: ({exit}) => exit === 0}}),
		making('other', {target: 'workers'}),
		making('c', {
			...only,
			check: {ask: ({captured}) => sh`has ${captured('nothing')}`},
			verify: {ask: () => 'has c'},
		}),
	);
	await openEngine(book, {...world, transport}).engine.start({hosts: ['m1']});

	expect(jobs.map(({next}) => next?.())).toEqual([
		// An answer that only this program can judge is not asked again over there.
		[{ask: 'has a', within: 30}, {ask: 'has b'}],
		[{ask: 'has b'}],
		[{ask: 'has c'}],
	]);
});

test('What is asked after a job only once other hosts had their turn is said to be for later', async () => {
	const world = createFakeWorld();
	const jobs: Job[] = [];
	const {run} = world.transport;
	const transport = {
		...world.transport,
		run: (...[host, job, ...rest]: Parameters<typeof run>) => {
			jobs.push(job);
			return run(host, job, ...rest);
		},
	};
	const only = {target: 'first-control-plane'} as const;
	const book = bookOf(making('a', only), making('b', only), making('other', {target: 'workers'}), making('c', only));
	await openEngine(book, {...world, transport}).engine.start({hosts: ['m1']});

	expect(jobs[0]?.next?.()).toEqual([{ask: 'has a'}, {ask: 'has b'}, {ask: 'has c', later: true}]);
});

test('What the next tasks on the same hosts want to know comes with the verification', async () => {
	const world = createFakeWorld();
	const book = bookOf(making('a'), making('b'), making('c', {target: 'first-control-plane'}));

	await openEngine(book, world).engine.start({hosts: ['m1']});

	expect(world.log).toEqual([
		'm1 ask 3',
		'm1 run make a',
		'm1 ask 2',
		'm1 run make b',
		// What c is for may hang on what a task did to other hosts: it is asked when its turn comes.
		'm1 ask 1',
		'm1 ask 1',
		'm1 run make c',
		'm1 ask 1',
	]);
});

test('What was asked while a change was still under way is asked again', async () => {
	const world = createFakeWorld();
	const {ask} = world.transport;
	const answers: string[] = [];
	const transport: typeof world.transport = {
		...world.transport,
		ask: async (host, questions, signal) => {
			answers.push(questions.join(', '));
			// The service that a started comes up after the first look at it.
			if (answers.length === 3) world.files.set('m1', new Set(['a', 'a is up', 'b']));
			return ask(host, questions, signal);
		},
	};
	const only = {target: 'first-control-plane'} as const;
	const book = bookOf(making('a', {...only, verify: {ask: () => 'has a is up', within: 10}}), making('b', only));

	await openEngine(book, {...world, transport}).engine.start();

	expect(answers).toEqual(['has a, has b', 'has a is up, has b', 'has a is up', 'has b']);
	expect(world.log.filter(line => line.includes('run'))).toEqual(['m1 run make a']);
});

test('Hosts that take turns are asked when their turn comes', async () => {
	const world = createFakeWorld();
	const book = bookOf(making('a'), making('b', {pace: 'one-by-one'}));

	await openEngine(book, world).engine.start({hosts: ['m1']});

	expect(world.log).toEqual(['m1 ask 2', 'm1 run make a', 'm1 ask 1', 'm1 ask 1', 'm1 run make b', 'm1 ask 1']);
});
