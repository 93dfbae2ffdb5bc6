import {expect, test} from 'vitest';
import type {EngineEvent} from '../../source/engine/event.ts';
import {initialState, reduce} from '../../source/engine/state.ts';

const oven = {en: 'oven', zh: 'oven'};
const asking = (round: number, hosts: readonly string[], at: number): EngineEvent => ({
	type: 'asking',
	at,
	round,
	asks: [{hosts, questions: [oven]}],
	candidates: [],
	open: 10 - round,
});
const looking = (...events: readonly EngineEvent[]) => events.reduce(reduce, initialState).looking;

test('It knows who is waited for, since when, and what it came down to round by round', () => {
	const events = [
		asking(1, ['a', 'b'], 10),
		{type: 'answered', at: 12, host: 'a'},
		{type: 'answered', at: 13, host: 'b', why: 'away'},
	] as const;

	expect(looking(...events)).toMatchObject({
		since: 10,
		round: 1,
		open: [9],
		hosts: {a: {since: 10, answered: 12}, b: {answered: 13, why: 'away'}},
	});
	expect(looking(...events, asking(2, ['a'], 20))).toMatchObject({
		since: 10,
		round: 2,
		open: [9, 8],
		hosts: {a: {since: 20}},
	});
});

test('A host that is asked in the place of another belongs to the same round', () => {
	const now = looking(asking(1, ['a'], 10), {type: 'answered', at: 12, host: 'a', why: 'away'}, asking(1, ['b'], 12));

	expect(now).toMatchObject({open: [9], hosts: {a: {why: 'away'}, b: {since: 12}}});
});

test('What was found ends it, and who goes on with a session that was looking asks anew', () => {
	const found = {type: 'diagnosis', at: 30, found: [], asked: 1, rounds: 1, milliseconds: 3, away: {}} as const;
	const opened = {
		type: 'session-opened',
		at: 30,
		session: 's',
		book: 'b',
		hosts: [],
		by: 'x',
		resumed: true,
	} as const;

	expect(looking(asking(1, ['a'], 10), found)).toBeUndefined();
	expect(looking(asking(1, ['a'], 10), opened)).toBeUndefined();
	expect(looking({type: 'answered', at: 1, host: 'a'})).toBeUndefined();
});
