import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {answersOf, fieldAfter, formOf, namedAddresses} from '../../source/ui/plan-form.ts';
import {fieldOf} from '../../source/ui/text-field.ts';

const texts = textsOf('en');

test('Addresses get names, and a name of one’s own is kept', () => {
	expect(namedAddresses(' 10.0.0.1, db=10.0.0.2  10.0.0.3', 'm')).toEqual([
		{name: 'm1', address: '10.0.0.1'},
		{name: 'db', address: '10.0.0.2'},
		{name: 'm3', address: '10.0.0.3'},
	]);
	expect(namedAddresses('', 'w')).toEqual([]);
});

test('One control plane needs no endpoint', () => {
	expect(answersOf({...formOf(), controlPlanes: fieldOf('10.0.0.1')}, texts)).toEqual({
		name: 'demo',
		version: '1.36',
		controlPlanes: [{name: 'm1', address: '10.0.0.1'}],
		workers: [],
		user: 'root',
		path: 'cluster.yaml',
	});
});

test('What is missing is said all at once', () => {
	const form = {...formOf(), name: fieldOf(' '), controlPlanes: fieldOf('10.0.0.1 10.0.0.2')};

	expect(answersOf(form, texts)).toEqual({
		problems: [
			'Name: please fill this in.',
			'Several control planes need an API endpoint: a free address that none of the hosts has.',
		],
	});
});

test('Moving stops at the first and the last field', () => {
	expect([fieldAfter('name', -1), fieldAfter('name', 1), fieldAfter('path', 1)]).toEqual(['name', 'version', 'path']);
});
