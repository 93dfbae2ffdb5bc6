import {expect, test} from 'vitest';
import {askedHosts} from '../../helpers/asked-hosts.ts';
import {finding, question} from '../../helpers/declared.ts';

const questions = [
	question('door', /door/, {first: true, target: 'first-control-plane'}),
	question('oven', /oven/, {first: true}),
	question('menu', /menu/, {first: true, target: 'first-control-plane', needs: 'door'}),
	question('cook', /cook/, {target: 'first-control-plane', needs: 'door'}),
];
const locked = finding('locked', {
	suggests: [{says: /nobody opens/, in: ['menu']}],
	confirms: [{says: /x/, in: ['cook']}],
});
const burnt = finding('burnt', {suggests: [{says: /black/, in: ['menu']}], confirms: [{says: /asleep/, in: ['cook']}]});
const knowledge = {findings: [locked, burnt], questions};

const look = async (...given: Parameters<typeof askedHosts>) => {
	const world = askedHosts(...given);
	const {bundle, judgement} = await world.engine.diagnose(knowledge);
	const ids = judgement.reports.map(({finding: {id}, confidence}) => `${id} ${confidence}`);
	return {trips: world.trips, bundle, ids};
};

test('What needs the answer to another question is asked when there is one', async () => {
	const {trips, ids} = await look({'a menu': 'black', 'a cook': 'asleep'});

	expect(trips).toEqual(['a: door oven', 'b: oven', 'c: oven', 'a: menu', 'a: cook']);
	expect(ids).toEqual(['burnt confirmed']);
});

test('Where there was none, nothing more is asked, and what was said instead is the answer to all', async () => {
	const {trips, bundle, ids} = await look({'a door': 'nobody opens'}, [], {failing: ['a door']});

	expect(trips).toEqual(['a: door oven', 'b: oven', 'c: oven']);
	expect(ids).toEqual(['locked likely']);
	expect(bundle.filter(({command}) => command === 'door')).toEqual([
		{host: 'a', command: 'door', questions: ['door', 'menu', 'cook'], lines: ['nobody opens']},
	]);
});

test('Another host is asked anew', async () => {
	const {trips} = await look({'b door': 'nobody opens'}, ['a'], {failing: ['b door']});

	expect(trips).toEqual(['a: door oven', 'b: oven', 'c: oven', 'b: door']);
});

test('Where every trip costs a person time, it is asked along', async () => {
	const {trips} = await look({'a door': 'nobody opens'}, [], {failing: ['a door'], dear: true});

	expect(trips).toEqual(['a: door oven menu', 'b: oven', 'c: oven']);
});
