import {expect, test} from 'vitest';
import {keys, places} from '../../source/ui/keys.ts';
import {placesOf, views, type View} from '../../source/ui/views.ts';

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
