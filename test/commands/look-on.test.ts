import {expect, test} from 'vitest';
import {lookOn} from '../../source/commands/look-on.ts';
import {openSession} from '../../source/commands/open-session.ts';
import {ownHome} from '../helpers/own-home.ts';

ownHome();

test('The screen gets what another process does; leaving it leaves the session to the one who has it', async () => {
	const session = await openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: () => undefined},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	const opened = await lookOn(session.id, undefined, 'en', tell => tell());
	if ('problems' in opened) throw new Error(opened.problems.join('\n'));

	expect(opened.watching?.()).toContain('@');
	expect(opened.store.getState().session).toBe(session.id);
	await opened.leave(true);
	expect(opened.watching?.()).toContain('@');
	await session.leave();
	expect(await lookOn(session.id, undefined, 'en', tell => tell())).toMatchObject({
		problems: [/^Nobody has session /],
	});
});
