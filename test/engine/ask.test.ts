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
