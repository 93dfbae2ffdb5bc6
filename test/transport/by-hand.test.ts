import {expect, test} from 'vitest';
import {nobody} from '../../source/transport/by-hand.ts';
import {deaf, never} from '../hosts/workplace.ts';

const m2 = {name: 'm2', address: '10.77.0.12', role: 'control-plane'};

test('Where nobody can be asked, a host by hand is unreachable, and the sentence says where it can be', async () => {
	const sentence = 'm2 is reached by hand, and nobody can be asked here: use kubewalk walk or run on a terminal.';

	await expect(nobody.ask(m2, ['true'], never)).rejects.toMatchObject({host: 'm2', message: sentence});
	await expect(nobody.run(m2, {id: 'a', script: 'true', timeout: 1}, never, deaf)).rejects.toThrow(sentence);
});
