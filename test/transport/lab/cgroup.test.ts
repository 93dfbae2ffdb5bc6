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

const listed = (cgroup: 1 | 2): string => cgroupFiles({...machine, cgroup})['/proc/cgroups']!;

test('Whichever version, /proc/cgroups has each controller by its own name', () => {
	expect(listed(1)).toMatch(/^cpuset\t[1-9]\d*\t\d+\t1$/m);
	expect(listed(2)).toMatch(/^cpuset\t0\t\d+\t1$/m);
});
