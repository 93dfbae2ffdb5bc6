import {expect, test} from 'vitest';
import {correctClock, isSynchronised, timeService} from '../../../source/transport/lab/clock-service.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Without a service, or without a cable, no clock follows anybody', async () => {
	const {lab, say} = labShell();
	const {world} = lab;
	const machine = world.machines['m1']!;
	expect(timeService(machine)).toBeUndefined();
	expect(isSynchronised(world, machine)).toBe(false);
	await say('apt-get update; apt-get install -y systemd-timesyncd; sleep 20');

	expect(timeService(machine)).toBe('systemd-timesyncd.service');
	expect(isSynchronised(world, machine)).toBe(true);
	machine.cut = true;
	expect(isSynchronised(world, machine)).toBe(false);
	machine.clockOffset = 9;
	expect(correctClock(world, machine)).toBe(false);
	delete machine.cut;
	expect(correctClock(world, machine)).toBe(true);
	expect(correctClock(world, machine)).toBe(false);
});
