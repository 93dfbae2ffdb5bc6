import {expect, test} from 'vitest';
import {keepNote, takeNote} from '../../source/ui/note-actions.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {fieldOf} from '../../source/ui/text-field.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

test('An empty note is none, and a note taken on the log is about nothing in particular', () => {
	const session = sessionOf(openBook(createFakeWorld()));
	session.view.send('log');
	takeNote(session);
	keepNote(session);
	expect(session.store.getState().notes).toEqual([]);

	takeNote(session);
	session.noting.send({about: {}, field: fieldOf('  all quiet ')});
	keepNote(session);
	expect(session.store.getState().notes).toEqual([{at: expect.any(Number), by: 'tester', text: 'all quiet'}]);
	expect(session.noting.get()).toBeUndefined();
});

test('Who only looks on writes nothing into another one’s record', () => {
	const session = sessionOf({...openBook(createFakeWorld()), watching: () => 'somebody'});
	takeNote(session);

	expect(session.noting.get()).toBeUndefined();
});
