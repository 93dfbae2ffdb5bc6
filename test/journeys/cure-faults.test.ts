// A few of the faults of test/faults; bench/cure-faults.ts goes through all of them.
import {expect, test} from 'vitest';
import {faults} from '../faults/all.ts';
import {roundTrip} from '../helpers/round-trip.ts';

const few = ['kubelet-stopped'];

test.each(few)(
	'%s is found first on simulated hosts, cured by what is offered, and nothing else is changed',
	async id => {
		const fault = faults.find(({finding}) => finding === id)!;
		const {found, cures, left, changed} = await roundTrip(fault);

		expect(found[0]).toBe(id);
		expect(cures.length).toBeGreaterThan(0);
		expect(left).toEqual([]);
		expect(changed).toEqual([]);
	},
);

test('Every fault is for a finding', async () => {
	const {findings} = await import('../../steps/findings/all.ts');
	const known = new Set(findings.map(({id}) => id));

	expect(faults.map(({finding}) => finding).filter(id => !known.has(id))).toEqual([]);
});
