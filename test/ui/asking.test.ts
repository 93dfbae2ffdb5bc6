import {expect, test} from 'vitest';
import type {AskedHost, Looking} from '../../source/engine/looking.ts';
import {askedRows} from '../../source/ui/asking.ts';

const waits: AskedHost = {questions: [], since: 1};
const answered: AskedHost = {...waits, answered: 2};
const away: AskedHost = {...answered, why: 'It does not answer.'};

const looking = (hosts: Looking['hosts']): Looking => ({since: 1, round: 1, hosts, candidates: [], open: [3]});
const names = (hosts: Looking['hosts'], room: number) => askedRows(looking(hosts), room).map(({host}) => host);

test('Hosts stand in the order of the plan while there is room for all', () => {
	expect(names({m1: answered, m2: waits, m3: away}, 3)).toEqual(['m1', 'm2', 'm3']);
});

test('Where there is not, those that are waited for come first, then those that are away, and a line is left for the rest', () => {
	expect(names({m1: answered, m2: away, m3: waits, w1: waits, w2: answered}, 4)).toEqual(['m3', 'w1', 'm2']);
});
