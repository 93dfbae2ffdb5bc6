import {expect, test} from 'vitest';
import {planJsonSchema} from '../../../steps/plan/schema.ts';
import {expectations} from '../../../steps/plan/words.ts';

type Json = {properties?: Record<string, Json>; items?: Json; anyOf?: readonly Json[]};

const placesOf = ({properties = {}, items, anyOf = []}: Json, at: string): readonly string[] => [
	...Object.entries(properties).flatMap(([key, inner]) => {
		const place = at === '' ? key : `${at}.${key}`;
		return [place, ...placesOf(inner, place)];
	}),
	...(items === undefined ? [] : [`${at}[]`, ...placesOf(items, `${at}[]`)]),
	...anyOf.flatMap(branch => placesOf(branch, at)),
];

test('Every place of the plan says what belongs there, and no other place does', () => {
	const places = ['', ...placesOf(planJsonSchema() as Json, '')];
	expect(Object.keys(expectations).toSorted()).toEqual([...new Set(places)].toSorted());
});
