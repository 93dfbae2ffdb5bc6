import {expect, test} from 'vitest';
import {loadKernelModules} from '../../steps/load-kernel-modules.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(loadKernelModules);

const [now, atBoot] = loadKernelModules.tasks;
const given = givenFor(labPlan, 'w1');

/** The host's /sys and /lib are below the folder that the script runs in. */
const ask = (world: string) =>
	runHere(
		`uname() { echo 6.1; }\nmkdir -p sys/module lib/modules/6.1\nlsmod() { false; }\n${world}\n${now!.check.ask(given).replaceAll(/"\/(sys|lib)/g, '"./$1')}`,
	);

test('What is not loaded is named', () => {
	expect(ask(`lsmod() { echo 'overlay 151552 0'; }`)).toEqual({exit: 1, output: 'not loaded: br_netfilter\n'});
});

test('A module counts as loaded in each of the places where it may show', () => {
	expect(ask(`lsmod() { echo 'overlay 1 0'; echo 'br_netfilter 1 0'; }`).exit).toBe(0);
	expect(ask('mkdir sys/module/overlay sys/module/br_netfilter').exit).toBe(0);
	expect(
		ask(
			`printf 'kernel/fs/overlayfs/overlay.ko\\nkernel/net/bridge/br_netfilter.ko\\n' > lib/modules/6.1/modules.builtin`,
		).exit,
	).toBe(0);
});

test('bridge is not br_netfilter', () => {
	expect(ask(`lsmod() { echo 'overlay 1 0'; echo 'bridge 1 1 br_netfilter'; }`).exit).toBe(1);
});

test('Both are named for the next boot', () => {
	expect(atBoot!.run(given)).toContain('\noverlay\nbr_netfilter\n');
});
