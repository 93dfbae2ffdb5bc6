import {expect, test} from 'vitest';
import {serviceCauses} from '../../../../source/transport/lab/causes/services.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A world at rest stays at rest', () => {
	const {world, filesOf} = labShell(['m1', 'm2']).lab;

	expect(serviceCauses.map(cause => cause(world, filesOf))).toEqual(serviceCauses.map(() => false));
});

test('Nothing happens on a machine without power', async () => {
	const {lab, say} = labShell(['m1']);
	await say('apt-get update; apt-get install -y chrony');
	lab.powerOff('m1');
	lab.world.now += 3_600_000;

	expect(serviceCauses.map(cause => cause(lab.world, lab.filesOf))).toEqual(serviceCauses.map(() => false));
});
