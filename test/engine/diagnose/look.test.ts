import {expect, test} from 'vitest';
import {askedHosts} from '../../helpers/asked-hosts.ts';
import {finding, question} from '../../helpers/declared.ts';

test('What was found is an event: the last one is what the session knows', async () => {
	const cold = finding('oven-cold', {confirms: [{says: /cold/, in: ['oven']}]});
	const knowledge = {findings: [cold], questions: [question('oven', /oven/, {first: true})]};
	const answers: Record<string, string> = {'a oven': 'cold'};
	const {engine, store} = askedHosts(answers);
	const seen: number[] = [];
	store.listen(event => void (event.type === 'diagnosis' && seen.push(event.found.length)));
	await engine.diagnose(knowledge);
	delete answers['a oven'];
	await engine.diagnose(knowledge);

	expect(seen).toEqual([1, 0]);
	expect(store.getState().diagnosis).toMatchObject({found: [], asked: 1, rounds: 1, away: {}});
});
