import {expect, test} from 'vitest';
import {remembered} from '../../../../source/transport/lab/cluster/remembered.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('An answer stands until one of the machine’s files changes', () => {
	const files = createMachines(1, 0).filesOf('m1');
	let asked = 0;
	const ask = (): number => remembered(files, 'how often', () => ++asked);

	expect([ask(), ask()]).toEqual([1, 1]);

	files.write('/root/a', 'changed');

	expect(ask()).toBe(2);
});
