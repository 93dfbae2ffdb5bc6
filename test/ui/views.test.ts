import {expect, test} from 'vitest';
import {keys, places} from '../../source/ui/keys.ts';
import {hiddenIn, placesOf, views, viewsOf, type View} from '../../source/ui/views.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {walkBook} from '../helpers/walk-book.ts';
import {openBook} from '../helpers/walking.tsx';

test('Every screen of a session has a key that works on all of them', () => {
	for (const action of Object.values(views)) expect(keys[action].where).toBe('session');
});

test('The help of a screen begins with its own keys and ends with those of the session', () => {
	for (const view of Object.keys(views) as View[]) {
		expect(placesOf(view)[0]).toBe(view);
		expect(placesOf(view).at(-1)).toBe('session');
		for (const place of placesOf(view)) expect(places).toHaveProperty(place);
	}
	expect(placesOf('values')).toContain('list');
});

test('A session without tasks has no screens for them, and pasted text has the findings alone; nothing names the others', () => {
	const walk = openBook(createFakeWorld());
	const search = openBook(createFakeWorld(), {...walkBook, stages: []});

	expect(viewsOf(walk)).toEqual(Object.keys(views));
	expect(hiddenIn(walk)).toEqual([]);
	expect(viewsOf(search)).toEqual(['findings', 'hosts', 'log', 'report']);
	expect(hiddenIn(search)).toEqual(['showWalk', 'showSurvey', 'showValues']);
	expect(viewsOf({...search, pasted: true})).toEqual(['findings']);
	expect(hiddenIn({...search, pasted: true})).toContain('lookAgain');
});
