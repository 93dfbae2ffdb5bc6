import {expect, test} from 'vitest';
import {findNewcomers} from '../../source/commands/newcomers.ts';
import {initialState, type State} from '../../source/engine/state.ts';
import {HostUnreachable, type Transport} from '../../source/engine/transport.ts';
import type {Answer} from '../../source/engine/declare.ts';
import {bookOf, making, threeHosts} from '../helpers/fake-world.ts';

const book = {...bookOf(making('a')), settled: () => 'who is there'};

const answering = (answer: () => Answer): {readonly transport: Transport; readonly asked: string[]} => {
	const asked: string[] = [];
	const transport: Transport = {
		ask: async ({name}, questions) => {
			asked.push(`${name}: ${questions.join()}`);
			return [answer()];
		},
		run: async () => {
			throw new Error('Nothing is to be run.');
		},
		close: async () => undefined,
	};
	return {transport, asked};
};

const find = (transport: Transport, from: State = initialState, of = book) =>
	findNewcomers(of, threeHosts, {}, transport, from, 'en');

const said =
	(stdout: string, exit = 0, stderr = ''): (() => Answer) =>
	() => ({exit, stdout, stderr});

test('Workers that the first control plane does not name are new, and only it is asked', async () => {
	const {transport, asked} = answering(said('m1\nm2\n'));

	expect(await find(transport)).toEqual({only: ['m1', 'w1']});
	expect(asked).toEqual(['m1: who is there']);
});

test('A worker that this session began with stays in when it has joined meanwhile', async () => {
	const {transport} = answering(said('m1\nm2\nw1\n'));
	const begun: State = {...initialState, rows: {a: {w1: {status: 'cancelled', since: 1, attempt: 1}}}};

	expect(await find(transport, begun)).toEqual({only: ['m1', 'w1']});
});

test('Where nobody is new, or there is no cluster, or it cannot be asked, a sentence says so', async () => {
	expect(await find(answering(said('m1\nm2\nw1\n')).transport)).toMatchObject({code: 2});
	expect(await find(answering(said('', 1, 'kubectl: not found\n')).transport)).toEqual({
		problems: [
			'm1 does not name the nodes of the cluster (kubectl: not found): install one first, with the book install.',
		],
		code: 1,
	});
	const away = answering(() => {
		throw new HostUnreachable('m1', 'm1 does not answer.');
	});
	expect(await find(away.transport)).toEqual({problems: ['m1 does not answer.'], code: 3});
});

test('A book that is for all hosts asks nothing', async () => {
	const {transport, asked} = answering(said(''));

	expect(await findNewcomers(bookOf(making('a')), threeHosts, {}, transport, initialState, 'en')).toEqual({});
	expect(asked).toEqual([]);
});
