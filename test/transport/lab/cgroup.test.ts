import {expect, test} from 'vitest';
import {cgroupFiles, cgroupMounts} from '../../../source/transport/lab/cgroup.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const machine = labShell().lab.world.machines['m1']!;

test('Version 2 is one tree, version 1 is one for each controller', () => {
	expect(cgroupMounts(machine)).toHaveLength(1);
	expect(cgroupMounts({...machine, cgroup: 1}).join('\n')).toContain('/sys/fs/cgroup/memory cgroup ');
	expect(cgroupFiles(machine)['/sys/fs/cgroup/cgroup.controllers']).toContain('memory');
	expect(cgroupFiles({...machine, cgroup: 1})['/sys/fs/cgroup/cgroup.controllers']).toBeUndefined();
});
