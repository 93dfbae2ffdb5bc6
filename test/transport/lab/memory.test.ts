import {expect, test} from 'vitest';
import {createMachine} from '../../../source/transport/lab/machine.ts';
import {memoryOf} from '../../../source/transport/lab/memory.ts';

test('The parts make the whole, and containers take their share', () => {
	const machine = createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});
	const before = memoryOf(machine);
	expect(before.used + before.free + before.cache).toBe(before.total);
	expect(before.total).toBeGreaterThan(1700 * 1024);
	machine.containers.push({
		id: 'a',
		name: 'x',
		pod: 'p',
		namespace: 'n',
		podUid: 'u',
		image: 'i',
		state: 'running',
		created: 0,
		attempt: 0,
		log: [],
	});

	expect(memoryOf(machine).used).toBeGreaterThan(before.used);
	machine.swaps = [];
	expect(memoryOf(machine).swap).toBe(0);
});
