import {expect, test} from 'vitest';
import {findLab, labNames, hardwareOf, ownLabOn, planOfLab} from '../../source/commands/lab-plan.ts';
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
	expect(hardwareOf('rocky-9', 'm1')).toEqual({machine: 'rocky-9'});
	expect(hardwareOf('two-networks', 'm1')).toEqual({uplink: true});
	expect(hardwareOf('mixed', 'm2')).toEqual({machine: 'ubuntu-24.04'});
	expect(hardwareOf(ownLabOn('centos-7'), 'any')).toEqual({machine: 'centos-7'});
	expect([hardwareOf(ownLabOn(true), 'm1'), hardwareOf('rehearsal', 'm1'), hardwareOf(undefined, 'm1')]).toEqual([
		{},
		{},
		{},
	]);
});
