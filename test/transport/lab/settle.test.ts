import {expect, test} from 'vitest';
import {settle} from '../../../source/transport/lab/settle.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Settling a fresh lab changes nothing', () => {
	const {world, filesOf} = labShell(['m1', 'w1']).lab;
	const before = JSON.stringify(world);
	settle(world, filesOf);

	expect(JSON.stringify(world)).toBe(before);
});
