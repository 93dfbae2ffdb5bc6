import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {findNewcomers, firstToKnockAt} from '../../source/commands/newcomers.ts';
import {openSession} from '../../source/commands/open-session.ts';
import {initialState, type State} from '../../source/engine/state.ts';
import {HostUnreachable, type Transport} from '../../source/engine/transport.ts';
import type {Answer, Book, Host} from '../../source/engine/declare.ts';
import {bookOf, making, threeHosts} from '../helpers/fake-world.ts';
import {addresses, localPlan, startLocalHosts} from '../helpers/local-hosts.ts';
import {ownHome} from '../helpers/own-home.ts';
import {hasSshd, type Sshd} from '../hosts/sshd.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

const home = ownHome();

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

const find = (transport: Transport, from: State = initialState, of: Book = book) =>
	findNewcomers(of, threeHosts, {}, {transport, letIn: async () => undefined}, from, 'en');

const said =
	(stdout: string, exit = 0, stderr = ''): (() => Answer) =>
	() => ({exit, stdout, stderr});

test('Workers that the first control plane does not name are new, and only it is asked', async () => {
	const {transport, asked} = answering(said('m1\nm2\n'));

	expect(await find(transport)).toEqual({only: ['m1', 'w1']});
	expect(asked).toEqual(['m1: who is there']);
});

test('The first control plane is let in alone, then the new workers, and a person may refuse one', async () => {
	const {transport} = answering(said('m1\nm2\n'));
	const letIn: string[][] = [];
	const ground = {
		transport,
		letIn: async (hosts: readonly Host[]) => {
			letIn.push(hosts.map(({name}) => name));
			return 'The host key of w1 was not accepted.';
		},
	};

	expect(firstToKnockAt(book, threeHosts)?.map(({name}) => name)).toEqual(['m1']);
	expect(firstToKnockAt(bookOf(making('a')), threeHosts)).toBeUndefined();
	expect(await findNewcomers(book, threeHosts, {}, ground, initialState, 'en')).toEqual({
		problems: ['The host key of w1 was not accepted.'],
		code: 3,
	});
	expect(letIn).toEqual([['w1']]);
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

	expect(await find(transport, initialState, bookOf(making('a')))).toEqual({});
	expect(asked).toEqual([]);
});

const sshdHosts = (sshd: Sshd): string =>
	localPlan(sshd, [
		{name: 'm1', address: addresses[0], role: 'control-plane'},
		{name: 'w1', address: addresses[1], role: 'worker'},
		{name: 'w2', address: addresses[2], role: 'worker'},
	]);

test.skipIf(!hasSshd)(
	'Over ssh nobody knocks at a worker that is a node already, not even for its host key (skipped where there is no sshd)',
	async () => {
		const directory = makeWorkplace();
		const path = join(directory, 'cluster.yaml');
		writeFileSync(path, sshdHosts(await startLocalHosts(directory, 'newcomers')));
		const asked: string[] = [];
		const session = await openSession(
			{kind: 'plan', path, book: 'test'},
			{
				language: 'en',
				books: [{...bookOf({...making('a'), target: 'workers'}), settled: () => 'echo m1; echo w1'}],
				ask: async ({title}) => {
					asked.push(title.split(' ')[0]!);
					return 'yes';
				},
				onTrouble: () => undefined,
			},
		);
		if ('problems' in session) throw new Error(session.problems.join());
		expect(asked).toEqual(['m1', 'w2']);
		expect(session.engine.hostsOf('a')).toEqual(['w2']);
		await session.engine.survey();
		await session.leave('done');

		expect(readFileSync(join(home(), 'known_hosts'), 'utf8').match(/^\S+/gm)).toEqual(
			[addresses[0], addresses[2]].map(address => expect.stringContaining(`[${address}]`)),
		);
	},
);
