import {expect, test} from 'vitest';
import {log, machineTime} from '../../../source/transport/lab/journal.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('A line in the journal has the time that the machine believes it is', () => {
	const {world} = labShell(['m1']).lab;
	const machine = world.machines['m1']!;
	machine.clockOffset = 5000;
	log(world, machine, 'kubelet.service', 'kubelet', 7, 'one\ntwo');

	expect(machineTime(world, machine)).toBe(world.now + 5000);
	expect(machine.journal.slice(-2).map(entry => [entry.text, entry.at - world.now])).toEqual([
		['one', 5000],
		['two', 5000],
	]);
});

test('The journal forgets its oldest lines instead of growing without end', () => {
	const {world} = labShell(['m1']).lab;
	const machine = world.machines['m1']!;
	for (let line = 0; line < 10_000; line++) log(world, machine, 'x.service', 'x', 1, String(line));

	expect(machine.journal.length).toBeLessThan(5000);
	expect(machine.journal.at(-1)!.text).toBe('9999');
});
