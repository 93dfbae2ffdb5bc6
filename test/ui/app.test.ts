import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {startApp} from '../../source/ui/app.tsx';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {settle} from '../helpers/screen.tsx';
import {closedDoors, openBook} from '../helpers/walking.tsx';

/** A terminal as Node gives it to programs: raw keys in, everything written kept. */
const createTerminal = () => {
	const written: string[] = [];
	const stdout = Object.assign(new EventEmitter(), {
		isTTY: true,
		columns: 80,
		rows: 24,
		write: (data: string, done?: () => void) => {
			written.push(data);
			done?.();
			return true;
		},
	});
	let keys: string | null = null;
	const raw: boolean[] = [];
	const stdin = Object.assign(new EventEmitter(), {
		isTTY: true,
		setEncoding: () => undefined,
		setRawMode: (on: boolean) => raw.push(on),
		read: () => {
			const read = keys;
			keys = null;
			return read;
		},
		resume: () => undefined,
		pause: () => undefined,
		ref: () => undefined,
		unref: () => undefined,
	});
	const press = async (key: string): Promise<void> => {
		keys = key;
		stdin.emit('readable');
		await settle();
	};
	return {
		written: () => written.join(''),
		raw,
		press,
		streams: {
			stdin: stdin as unknown as NodeJS.ReadStream,
			stdout: stdout as unknown as NodeJS.WriteStream,
		},
	};
};

test('Leaving gives the terminal back as it was and tells what was left', async () => {
	const {streams, press, written, raw} = createTerminal();
	const world = createFakeWorld();
	const finished: boolean[] = [];
	const opened = {...openBook(world), leave: async (end: boolean) => void finished.push(end)};
	const leaving = startApp({doors: closedDoors, language: 'en', colour: true, opened, ...streams});
	await settle();
	await press('a');
	await press('q');

	expect(await leaving).toEqual({session: 's1', running: [], finished: true});
	expect(finished).toEqual([true]);
	expect(written().startsWith('\u001B[?1049h')).toBe(true);
	expect(written()).toContain('\u001B[?1049l');
	expect(raw.at(-1)).toBe(false);
});

test('Leaving in the middle names what runs on', async () => {
	const {streams, press} = createTerminal();
	const world = createFakeWorld();
	world.onRun = () => new Promise<void>(() => undefined);
	const leaving = startApp({doors: closedDoors, language: 'en', colour: true, opened: openBook(world), ...streams});
	await settle();
	await press('\r');
	await press('q');
	await press('q');

	expect(await leaving).toMatchObject({
		finished: false,
		running: ['swap-now on m1', 'swap-now on m2', 'swap-now on m3', 'swap-now on w1', 'swap-now on w2'],
	});
});

test('While a task runs the screen is never cleared', async () => {
	const {streams, press, written} = createTerminal();
	const leaving = startApp({
		doors: closedDoors,
		language: 'en',
		colour: true,
		opened: openBook(createFakeWorld()),
		...streams,
	});
	await settle();
	const before = written().length;
	await press('a');
	const during = written().slice(before);
	await press('q');
	await leaving;

	expect(during).not.toBe('');
	// oxlint-disable-next-line no-control-regex
	expect(during).not.toMatch(/\u001B\[2J|\u001B\[3J|\u001Bc|\u001B\[H\u001B\[J/);
});

test('From the start screen one can leave without having opened anything', async () => {
	const {streams, press, written} = createTerminal();
	const leaving = startApp({doors: closedDoors, language: 'zh', colour: true, ...streams});
	await settle();
	expect(written()).toContain('在模拟主机上演练');
	await press('q');

	expect(await leaving).toEqual({running: [], finished: false});
});
