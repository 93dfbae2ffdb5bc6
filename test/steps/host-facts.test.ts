import {expect, test} from 'vitest';
import {hostFacts} from '../../steps/host-facts.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const ask = (id: string, world: string, plan = labPlan) =>
	runHere(`set -euo pipefail\n${world}\n${hostFacts.find(task => task.id === id)!.run(givenFor(plan, 'm1'))}`);

test('A user who is not root is told the way out', () => {
	const {exit, output} = ask('root', 'id() { case $1 in -u) echo 1000 ;; *) echo ops ;; esac; }');

	expect(exit).toBe(1);
	expect(output).toBe('Commands run as ops, not as root: log in as root, or allow sudo for this user.\n');
});

const system = (kernel: string): string =>
	`command() { :; }\nuname() { case $1 in -r) echo ${kernel} ;; *) echo x86_64 ;; esac; }`;
const older = {...labPlan, kubernetes: {...labPlan.kubernetes, version: '1.33' as const}};

test.each([
	['6.1.0-18-amd64', labPlan, 0],
	['5.10.0-28-amd64', labPlan, 0],
	['4.19.0-26-amd64', labPlan, 1],
	['4.19.0-26-amd64', older, 0],
])('Kernel %s', (kernel, plan, exit) => {
	expect(ask('operating-system', system(kernel), plan).exit).toBe(exit);
});

test('Too few processors and too little memory are both said at once', () => {
	const {exit, output} = ask(
		'processors-and-memory',
		`nproc() { echo 1; }\nfree() { echo '               total'; echo 'Mem:            1600         613'; }`,
	);

	expect(exit).toBe(1);
	expect(output).toContain('1 processors, 1600 MiB');
	expect(output).toContain('At least 2 processors');
	expect(output).toContain('At least 1700 MiB');
});

test.each([
	['50000000', '28%', 0],
	['50000000', '90%', 1],
	['3000000', '28%', 1],
])('With %s KiB free and %s used the disk answers %i', (free, used, exit) => {
	const df = `df() { echo Filesystem; echo "/dev/vda1 100000000 50000000 ${free} ${used} /"; }`;

	expect(ask('disk', df).exit).toBe(exit);
});

const identified = (id: string): string => `cat() { echo '${id}'; }\nawk() { echo abc; }`;

test('A machine-id that a template left empty is wrong', () => {
	expect(ask('identity', identified('')).exit).toBe(1);
	expect(ask('identity', identified('uninitialized')).output).toContain('systemd-machine-id-setup');
	expect(ask('identity', identified('3d1219c7c4c5404aaa1f6d2a48adfda4')).exit).toBe(0);
});

test('A product_uuid that a maker left at its default is wrong', () => {
	const world =
		'cat() { echo 3d1219c7c4c5404aaa1f6d2a48adfda4; }\nawk() { echo 03000200-0400-0500-0006-000700080009; }';

	expect(ask('identity', world).output).toContain('is the same on many machines');
});
