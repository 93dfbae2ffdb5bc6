import {expect, test} from 'vitest';
import {setExitTrap, withExitTrap} from '../../../source/transport/lab/exit-trap.ts';

test('The last trap runs when the work is over, once', async () => {
	const ran: string[] = [];
	const result = await withExitTrap(
		async () => {
			setExitTrap('echo one');
			setExitTrap('echo two');
			return 'done';
		},
		async (script, before) => {
			ran.push(script);
			return `${before} and cleaned`;
		},
	);

	expect(ran).toEqual(['echo two']);
	expect(result).toBe('done and cleaned');
});

const never = async (): Promise<string> => 'cleaned';
const taken = async (): Promise<string> => {
	setExitTrap('x');
	setExitTrap('');
	return 'done';
};

test('Without a trap, or with one taken back, nothing more runs', async () => {
	expect(await withExitTrap(async () => 'done', never)).toBe('done');
	expect(await withExitTrap(taken, never)).toBe('done');
});
