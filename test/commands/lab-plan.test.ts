import {expect, test} from 'vitest';
import {findLab, labNames, machineOf, ownLabOn, planOfLab} from '../../source/commands/lab-plan.ts';
import {labs} from '../../steps/labs/labs.ts';

test('Without a name it is the first lab, and a name that no lab has finds nothing', () => {
	expect(findLab(true)).toBe(labs[0]);
	expect(findLab(labs[0].id)).toBe(labs[0]);
	expect(findLab('nope')).toBeUndefined();
	expect(labNames.split(', ')).toEqual(labs.map(({id}) => id));
});

test('Every lab’s plan is a good plan', () => {
	for (const lab of labs) expect(planOfLab(lab).hosts.length).toBeGreaterThan(0);
	expect(planOfLab(labs[0])).toMatchObject({name: 'lab', endpoint: {address: '10.77.0.100'}});
});

test('A lab with a wrong plan is a bug, and says where', () => {
	const lab = {id: 'odd', title: {en: '', zh: ''}, plan: 'name: odd\nhosts: []\n'};
	expect(() => planOfLab(lab)).toThrow(/^lab odd:\d+:\d+: /);
});

test('A host’s system is the lab’s, one’s own plan takes that of a lab it names, and without either it is the usual one', () => {
	expect(machineOf('rocky-9', 'm1')).toBe('rocky-9');
	expect(machineOf('mixed', 'm2')).toBe('ubuntu-24.04');
	expect(machineOf(ownLabOn('centos-7'), 'any')).toBe('centos-7');
	expect([machineOf(ownLabOn(true), 'm1'), machineOf('rehearsal', 'm1'), machineOf(undefined, 'm1')]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});
