import {expect, test} from 'vitest';
import type {EngineEvent} from '../../../source/engine/event.ts';
import {askedHosts} from '../../helpers/asked-hosts.ts';
import {bundleOf, finding, kitchen, question} from '../../helpers/declared.ts';

const questions = [
	question('oven', /oven/, {first: true}),
	question('menu', /menu/, {first: true, target: 'first-control-plane'}),
	...kitchen.filter(({id}) => id === 'fridge' || id === 'smell'),
];
const cold = finding('oven-cold', {confirms: [{says: /cold/, in: ['oven']}]});
const empty = finding('no-food', {confirms: [{says: /nothing/, in: ['fridge']}], explains: ['oven-cold']});
const knowledge = {findings: [cold, empty], questions};

const idsOf = ({store}: ReturnType<typeof askedHosts>) =>
	store.getState().diagnosis?.found.map(({id, chain}) => [id, ...chain.map(link => link.id)]);

test('The first questions of a host travel together, and then those that tell the causes apart', async () => {
	const world = askedHosts({'b oven': 'cold\n', 'b fridge': 'nothing'});
	const {asked, further, rounds} = await world.engine.diagnose(knowledge);

	expect(world.trips).toEqual(['a: oven menu', 'b: oven', 'c: oven', 'a: fridge', 'b: fridge', 'c: fridge']);
	expect({asked, further, rounds}).toEqual({asked: 3, further: 1, rounds: 2});
	expect(idsOf(world)).toEqual([['no-food', 'oven-cold']]);
});

test('Where nothing is wrong, nothing more is asked', async () => {
	const world = askedHosts({});
	expect(await world.engine.diagnose(knowledge)).toMatchObject({asked: 2, rounds: 1, away: {}});
	expect(idsOf(world)).toEqual([]);
});

test('A host that does not answer is told, and another one is asked about the cluster', async () => {
	const world = askedHosts({'b oven': 'cold'}, ['a']);
	const {away, bundle} = await world.engine.diagnose(knowledge);

	expect(away).toEqual({a: 'a does not answer: look at its cable.'});
	expect(world.trips.slice(0, 4)).toEqual(['a: oven menu', 'b: oven', 'c: oven', 'b: menu']);
	expect(bundle).toContainEqual({
		host: 'a',
		command: 'ssh a',
		questions: [],
		lines: ['a does not answer: look at its cable.'],
	});
	expect(idsOf(world)).toEqual([['oven-cold']]);
});

test('What was known before counts, and what hosts answer is masked', async () => {
	const world = askedHosts({'a oven': 'password hush-42'});
	const {bundle} = await world.engine.diagnose(knowledge, {known: bundleOf(['c# look oven', 'cold']), task: 'bake'});

	expect(idsOf(world)).toEqual([['oven-cold']]);
	expect(world.store.getState().diagnosis).toMatchObject({task: 'bake', asked: 3});
	expect(JSON.stringify(bundle)).not.toContain('hush-42');
});

test('While it looks, the stream tells who is asked what, who has answered, and what it may be by now', async () => {
	const world = askedHosts({'b oven': 'cold\n', 'b fridge': 'nothing'}, ['c']);
	const events: EngineEvent[] = [];
	world.store.listen(event => events.push(event));
	await world.engine.diagnose(knowledge);

	const told = events.flatMap(event => {
		if (event.type === 'asking')
			return [
				`round ${event.round}, ${event.open} open: ${event.candidates.map(({id}) => id).join(' ')}`,
				...event.asks.map(
					({hosts, questions}) => `${hosts.join(' ')}: ${questions.map(({en}) => en).join(' ')}`,
				),
			];
		return event.type === 'answered' ? [`${event.host} ${event.why ?? 'answered'}`] : [];
	});
	expect(told.slice(0, 3)).toEqual(['round 1, 2 open: ', 'a: oven menu', 'b c: oven']);
	expect(told.slice(3, 6).toSorted()).toEqual([
		'a answered',
		'b answered',
		'c c does not answer: look at its cable.',
	]);
	expect(told.slice(6, 8)).toEqual(['round 2, 1 open: oven-cold', 'a b: fridge']);
	expect(world.store.getState().looking).toBeUndefined();
});
