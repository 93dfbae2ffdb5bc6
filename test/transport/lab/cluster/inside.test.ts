import {expect, test} from 'vitest';
import {stamp, words, type Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('Command and arguments are one line, and log lines carry the simulated time', () => {
	const {world} = createMachines(1, 0);

	expect(words({spec: {name: 'a', image: 'b', command: ['x'], args: ['y']}} as unknown as Inside)).toEqual([
		'x',
		'y',
	]);
	expect(stamp(world, 'E', 'main.go:1', 'gone')).toBe('E1123 09:00:00.000000       1 main.go:1] gone');
});
