import {expect, test} from 'vitest';
import {haproxyLine, haproxyVersion, isEarly} from '../../../../source/transport/lab/haproxy/version.ts';
import {createLab} from '../../../../source/transport/lab/lab.ts';

const hosts = [
	{name: 'new', address: '10.77.0.11', role: 'control-plane', machine: 'rocky-9'},
	{name: 'old', address: '10.77.0.12', role: 'control-plane', machine: 'centos-7'},
] as const;
const {world} = createLab({hosts, now: Date.UTC(2026, 10, 26, 9, 0, 14)});
const {new: rocky, old: centos} = world.machines;
rocky!.packages['haproxy'] = {version: '2.4.22-4.el9', held: false};
centos!.packages['haproxy'] = {version: '1.5.18-9.el7_9.1', held: false};

test('the version is the one of the package that the machine has', () => {
	expect([rocky!, centos!].map(haproxyVersion)).toEqual(['2.4.22', '1.5.18']);
	expect([rocky!, centos!].map(isEarly)).toEqual([false, true]);
});

test('an early one begins its lines with the time and not with where they come from', () => {
	expect(haproxyLine(world, rocky!, 'ALERT', 7, 'config : x')).toBe('[ALERT]    (7) : config : x');
	expect(haproxyLine(world, centos!, 'ALERT', 7, 'config : x')).toBe('[ALERT] 329/090014 (7) : x');
});
