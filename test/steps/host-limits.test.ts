import {expect, test} from 'vitest';
import {hostLimits} from '../../steps/host-limits.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const scriptOf = (id: string): string => hostLimits.find(task => task.id === id)!.check.ask(givenFor(labPlan, 'm1'));

const here = (id: string, world: string) => runHere(`set -euo pipefail\n${world}\n${scriptOf(id)}`);

const reads = (file: string, content: string): string =>
	`cat() { if [ "$1" = ${file} ]; then printf '%s\\n' '${content}'; else command cat "$@"; fi; }`;

test.each(hostLimits.map(({id}) => id))('%s: a bare host of the lab is as it should be', async id => {
	const {exit} = await bareHosts('m1').run('m1', scriptOf(id));
	expect(exit).toBe(0);
});

test('A processor without images is named', () => {
	expect(here('architecture', 'uname() { echo riscv64; }')).toEqual({
		exit: 1,
		output: 'There are no images for riscv64: use a machine with a 64-bit system.\n',
	});
});

test('A kernel that keeps no control group of memory is named', () => {
	const file = '/sys/fs/cgroup/cgroup.controllers';
	const version1 = 'awk() { echo cpuset; echo cpu; echo pids; }';
	const {exit, output} = here('cgroup-controllers', `${reads(file, 'cpuset cpu pids')}\n${version1}`);
	expect(exit).toBe(1);
	expect(output).toContain('no control group for: memory.');
});

test('Low limits of inotify are named', async () => {
	const hosts = bareHosts('m1');
	await hosts.must('m1', 'sysctl -w fs.inotify.max_user_instances=64');
	const {exit, stdout, stderr} = await hosts.run('m1', scriptOf('inotify-limits'));
	expect(exit).toBe(1);
	expect(stdout).toContain('64 instances');
	expect(stderr).toContain('fs.inotify.max_user_instances');
});

test('AppArmor in the kernel without its parser is wrong, and with it is right', () => {
	const kernel = reads('/sys/module/apparmor/parameters/enabled', 'Y');
	expect(here('apparmor-parser', `${kernel}\ncommand() { [ "$2" != apparmor_parser ]; }`).output).toContain(
		'install the package apparmor',
	);
	expect(here('apparmor-parser', `${kernel}\napparmor_parser() { :; }`).exit).toBe(0);
});

test.each([
	['2019-01-01', 1],
	['2036-01-01', 0],
])('With a clock at %s the answer is %i', (day, exit) => {
	expect(here('clock-plausible', `date() { echo ${day}; }`).exit).toBe(exit);
});

test('A package that was left half configured is named', () => {
	const world = 'command() { :; }\ndpkg() { echo " containerd  An open and reliable container runtime"; }';
	const {exit, output} = here('package-database', world);
	expect(exit).toBe(1);
	expect(output).toContain('containerd');
	expect(output).toContain('dpkg --configure -a');
});
