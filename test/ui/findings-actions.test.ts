import {expect, test, vi} from 'vitest';
import type {Doctor} from '../../source/ui/doors.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {askCure, confirmCure, lookAgain} from '../../source/ui/findings-actions.ts';
import {findingRows} from '../../source/ui/findings.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {fieldOf} from '../../source/ui/text-field.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {settle} from '../helpers/screen.tsx';
import {toldFinding, toldRemedy} from '../helpers/told.ts';
import {openBook} from '../helpers/walking.tsx';

const swap = toldFinding('swap', {
	remedies: [toldRemedy('look', {risk: 'safe'}), toldRemedy('off'), toldRemedy('wipe', {risk: 'destructive'})],
});

const open = (outcome: 'done' | 'failed' = 'done', cured = true) => {
	const opened = openBook(createFakeWorld());
	const ran: string[] = [];
	const found = (...all: (typeof swap)[]): void =>
		opened.store.emit({type: 'diagnosis', at: 1, found: all, asked: 1, rounds: 1, milliseconds: 1, away: {}});
	const doctor: Doctor = {
		look: async () => found(swap),
		cure: async (finding, remedy) => {
			ran.push(`${finding}.${remedy}`);
			found(...(cured ? [] : [swap]));
			return outcome;
		},
	};
	const session = sessionOf({...opened, doctor});
	found(swap);
	const [row, look, off, wipe] = findingRows(opened.store.getState());
	return {
		session,
		ran,
		row: row!,
		look: look!,
		off: off!,
		wipe: wipe!,
		said: () => session.walk.get().message?.say(textsOf('en')),
	};
};

test('What changes nothing runs at once, a change after a yes, what destroys after the cluster’s name', async () => {
	const {session, ran, look, off, wipe} = open();
	askCure(session, look);
	await settle();
	expect(ran).toEqual(['swap.look']);

	askCure(session, off);
	expect(ran).toHaveLength(1);
	confirmCure(session, off.remedy!);
	await settle();
	expect(ran).toEqual(['swap.look', 'swap.off']);

	askCure(session, wipe);
	confirmCure(session, wipe.remedy!);
	session.findings.send({type: 'typed', field: fieldOf(`${session.name}x`)});
	confirmCure(session, wipe.remedy!);
	await settle();
	expect(ran).toHaveLength(2);
	session.findings.send({type: 'typed', field: fieldOf(session.name)});
	confirmCure(session, wipe.remedy!);
	await vi.waitFor(() => expect(ran).toEqual(['swap.look', 'swap.off', 'swap.wipe']));
});

test('Enter on a finding is for its first remedy', async () => {
	const {session, ran, row} = open();
	askCure(session, row);
	await settle();
	expect(ran).toEqual(['swap.look']);
	expect(session.lists.findings.get().at).toBe('swap.look');
});

test('How it went is said: gone, still there, or it failed', async () => {
	for (const [outcome, cured, words] of [
		['done', true, 'not found any more'],
		['done', false, 'still there'],
		['failed', false, 'did not end well'],
	] as const) {
		const {session, look, said} = open(outcome, cured);
		askCure(session, look);
		await vi.waitFor(() => expect(said()).toContain(words));
	}
});

test('Looking says the cause; nothing is looked for or cured while something runs, or by who only looks on', async () => {
	const {session, said, ran, off} = open();
	await lookAgain(session);
	expect(said()).toBe('It is swap (confirmed, m2): 3 shows the evidence and the cure');
	session.walk.send({type: 'began'});
	await lookAgain(session);
	expect(said()).toContain('Something is running');
	askCure(session, off);
	expect(ran).toEqual([]);
	const watching = {...session, watching: {holder: () => undefined}} as unknown as typeof session;
	await lookAgain(watching);
	expect(said()).not.toContain('It is swap');
});
