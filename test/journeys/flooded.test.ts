// More output than memory is for. 1 GB is for bench/flood; here it is enough to show that nothing grows with it.
import {expect, test} from 'vitest';
import {print} from '../helpers/printing.tsx';

const megabyte = 1e6;

/** How much more memory the process has at its worst than before, in MB. */
const watchMemory = () => {
	const before = process.memoryUsage.rss();
	let most = before;
	return {
		look: (): void => void (most = Math.max(most, process.memoryUsage.rss())),
		grown: (): number => (most - before) / megabyte,
	};
};

test('A line of 100 MB without an end is cut on the screen and in the log, and memory stays bounded', async () => {
	const memory = watchMemory();
	const printed = await print(`head -c 100000000 /dev/zero | tr '\\0' x; echo; echo after`, {}, memory.look);

	expect(printed.outcome).toBe('done');
	expect(printed.log).toBe(`${'x'.repeat(4000)} […]\nafter\n`);
	expect(printed.screen.text()).toContain('after');
	memory.look();
	expect(memory.grown()).toBeLessThan(150);
});

test('A progress bar that returns a million times keeps its last state', async () => {
	const printed = await print(`seq -f '%g%%' 1 1000000 | tr '\\n' '\\r'; echo`);

	expect(printed.log).toBe('1e+06%\n');
});

test('Of 64 MB in lines the log has every byte, and memory stays bounded', async () => {
	const memory = watchMemory();
	let chunks = 0;
	const printed = await print(
		`seq -f 'line %011.0f of many, printed as fast as a command can print them, 80 bytes' 1 800000`,
		{},
		event => {
			if (event.type === 'output') chunks += 1;
			memory.look();
		},
	);

	expect(printed.log.length).toBe(64 * megabyte);
	expect(
		printed.log.split('\n').every((line, index) => index === 800_000 || Number(line.slice(5, 16)) === index + 1),
	).toBe(true);
	expect(printed.screen.text()).toContain('line 00000800000');
	expect(chunks).toBeLessThan(10_000);
	expect(memory.grown()).toBeLessThan(400);
});
