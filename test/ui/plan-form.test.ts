import {expect, test} from 'vitest';
import {
	answersOf,
	askedOf,
	chosenAfter,
	fieldAfter,
	formOf,
	namedAddresses,
	offeredAddress,
} from '../../source/ui/plan-form.ts';
import {fieldOf} from '../../source/ui/text-field.ts';

test('Addresses get names, and a name of one’s own is kept', () => {
	expect(namedAddresses(' 10.0.0.1, db=10.0.0.2  10.0.0.3', 'm')).toEqual([
		{name: 'm1', address: '10.0.0.1'},
		{name: 'db', address: '10.0.0.2'},
		{name: 'm3', address: '10.0.0.3'},
	]);
	expect(namedAddresses('', 'w')).toEqual([]);
});

test('Only what the topology needs is asked', () => {
	const single = {...formOf(), kind: fieldOf('single'), controlPlanes: fieldOf('10.0.0.1'), address: fieldOf('x')};

	expect(askedOf(formOf())).toContain('address');
	expect(askedOf(single)).not.toContain('address');
	expect(answersOf(single)).toEqual({
		name: 'demo',
		version: '1.36',
		network: 'flannel',
		kind: 'single',
		controlPlanes: [{name: 'm1', address: '10.0.0.1'}],
		workers: [],
		user: 'root',
		path: 'cluster.yaml',
	});
});

const at = (field: 'kind' | 'jump' | 'path') => ({...formOf(), at: field});

test('Moving stops at the first and the last field, choosing goes round', () => {
	expect([fieldAfter(at('kind'), -1), fieldAfter(at('jump'), 1), fieldAfter(at('path'), 1)]).toEqual([
		'kind',
		'address',
		'path',
	]);
	expect(chosenAfter('kind', 'single', 1).text).toBe('keepalived-haproxy');
	expect(chosenAfter('network', 'flannel', -1).text).toBe('none');
});

test('An address is offered where the subnet is known and large enough, and it is nobody’s', () => {
	const answers = answersOf({...formOf(), controlPlanes: fieldOf('10.0.0.100'), workers: fieldOf('10.0.0.101')});

	expect(offeredAddress(answers, '10.0.0.100/24')).toBe('10.0.0.102');
	expect(offeredAddress(answers, '10.0.0.100/28')).toBeUndefined();
	expect(offeredAddress(answers, undefined)).toBeUndefined();
});
