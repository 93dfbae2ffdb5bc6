import {expect, test} from 'vitest';
import {openSession, type OpenedSession} from '../../source/commands/open-session.ts';
import {home as here} from '../../source/commands/state-home.ts';
import {findHeld, watchSession} from '../../source/commands/watch-session.ts';
import {findSession} from '../../source/session/sessions.ts';
import {ownHome} from '../helpers/own-home.ts';

ownHome();

const open = async (): Promise<OpenedSession> => {
	const session = await openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: () => undefined},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	return session;
};

test('Of several sessions the one that somebody has is found, and by its name only while somebody has it', async () => {
	const left = await open();
	await left.leave();
	const held = await open();

	expect(findHeld(true, undefined, 'en')).toMatchObject({id: held.id});
	expect(findHeld(true, '/another/cluster.yaml', 'en')).toMatchObject({
		problem: expect.stringMatching(/^No session/),
	});
	expect(findHeld(held.id, undefined, 'en')).toMatchObject({id: held.id});
	expect(findHeld(left.id, undefined, 'en')).toMatchObject({problem: expect.stringMatching(/^Nobody has session/)});
	await held.leave();
});

test('What is looked on at has the same plan, hosts and rows, until it is let go of', async () => {
	const session = await open();
	await session.engine.start({tasks: ['root']});
	const watched = watchSession(findSession(here(), session.id)!, 'en', tell => tell());
	if ('problems' in watched) throw new Error(watched.problems.join('\n'));
	const following = watched.follow(new AbortController().signal);

	expect(watched).toMatchObject({id: session.id, simulated: true, plan: {name: session.plan.name}});
	expect(watched.store.getState().rows).toEqual(session.store.getState().rows);
	expect(watched.by()).toContain('@');
	await session.leave('done');
	await following;
	expect(watched.by()).toBeUndefined();
	expect(watched.store.getState().outcome).toBe('done');
});
