import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {openShell, runOnHosts} from '../../source/ui/hosts-actions.ts';
import {sessionOf, type Session} from '../../source/ui/session.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

const said = (session: Session) => session.walk.get().message?.say(textsOf('en'));

test('A shell has the terminal while it lasts, and its trouble is a sentence afterwards', async () => {
	const story: string[] = [];
	const session = sessionOf({
		...openBook(createFakeWorld()),
		shell: async host => {
			story.push(`shell on ${host}`);
			return host === 'm2' ? 'no such program' : undefined;
		},
	});
	const suspend = async (work: () => Promise<void>): Promise<void> => {
		story.push('lent');
		await work();
		story.push('back');
	};
	await openShell(session, 'm1', suspend);
	expect(story).toEqual(['lent', 'shell on m1', 'back']);
	expect(said(session)).toBeUndefined();

	await openShell(session, 'm2', suspend);
	expect(said(session)).toBe('No shell: no such program');
});

test('Without a way to a shell that is said', async () => {
	const session = sessionOf(openBook(createFakeWorld()));
	await openShell(session, 'm1', async work => work());

	expect(said(session)).toContain('no way to a shell');
});

test('What is left runs on the marked hosts alone, else on the selected one', async () => {
	const world = createFakeWorld();
	const session = sessionOf(openBook(world));
	session.hosts.send({type: 'marked', host: 'w2'});
	await runOnHosts(session, 'w1');
	expect(new Set(world.log.map(line => line.split(' ')[0]))).toEqual(new Set(['w2']));
	expect(session.hosts.get().marked).toEqual([]);

	await runOnHosts(session, 'w2');
	expect(said(session)).toContain('Nothing is left to do');
});
