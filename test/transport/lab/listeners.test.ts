import {expect, test} from 'vitest';
import {listenersOf, portTaken} from '../../../source/transport/lab/listeners.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Programs of running units listen, and strangers do', async () => {
	const {lab, say} = labShell();
	const machine = lab.world.machines['m1']!;
	const taken = (port: number) => portTaken(lab.world, machine, lab.filesOf, port)?.program;
	expect(taken(22)).toBe('sshd');
	machine.strangers[6443] = 'python3';
	expect(taken(6443)).toBe('python3');
	await say('systemctl stop ssh');

	expect(taken(22)).toBeUndefined();
	expect(listenersOf(lab.world, machine, lab.filesOf).map(({port}) => port)).toEqual([6443]);
});
