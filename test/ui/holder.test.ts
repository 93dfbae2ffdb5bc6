import {expect, test} from 'vitest';
import {createHolder} from '../../source/ui/holder.ts';

test('State is current at once, and listeners hear only of changes', () => {
	const holder = createHolder((state: number, by: number) => state + by, 1);
	let heard = 0;
	const forget = holder.subscribe(() => heard++);

	holder.send(2);
	holder.send(0);
	forget();
	holder.send(1);

	expect(holder.get()).toBe(4);
	expect(heard).toBe(1);
});
