import {stripVTControlCharacters} from 'node:util';
import {afterEach, expect, test, vi} from 'vitest';
import {jsonLine, runWithLines} from '../source/headless.ts';
import {textsOf} from '../source/texts/texts.ts';
import type {Book} from '../source/engine/declare.ts';
import {
	bookOf,
	createFakeClock,
	createFakeWorld,
	making,
	openEngine,
	type FakeWorld,
	type Opened,
} from './helpers/fake-world.ts';

afterEach(() => {
	vi.restoreAllMocks();
});

/** What a person reads on stdout and stderr, without colour. */
const printed = async (
	book: Book,
	world: FakeWorld,
	language: 'en' | 'zh' = 'en',
	first: (opened: Opened) => void = () => undefined,
): Promise<{lines: readonly string[]; outcome: string}> => {
	let out = '';
	for (const stream of [process.stdout, process.stderr]) {
		vi.spyOn(stream, 'write').mockImplementation(chunk => {
			out += String(chunk);
			return true;
		});
	}
	const opened = openEngine(book, world);
	const {engine, store} = opened;
	// The clock of a person who never waits so long that something is "still running".
	const clock = {...createFakeClock(), sleep: () => new Promise<void>(() => undefined)};
	const options = {engine, store, texts: textsOf(language), language, clock};
	const outcome = await runWithLines(options, () => {
		first(opened);
		return engine.start();
	});
	return {
		lines: stripVTControlCharacters(out).split('\n').filter(Boolean),
		outcome,
	};
};

test('Every task and host gets its line when it ends', async () => {
	const world = createFakeWorld();
	world.files.set('m1', new Set(['a']));

	const {lines, outcome} = await printed(bookOf(making('a')), world);

	expect(outcome).toBe('done');
	expect(lines.filter(line => line.includes('m1'))).toEqual([expect.stringContaining('m1  Make a: already so')]);
	expect(lines).toContainEqual(expect.stringContaining('w1  Make a: running'));
	expect(lines).toContainEqual(expect.stringContaining('w1  Make a: done (0 s)'));
});

test('A failure is printed with its sentence, and what was not reached prints nothing', async () => {
	const {lines, outcome} = await printed(
		bookOf(making('a', {target: 'workers', run: () => 'fail the disk is full'}), making('b')),
		createFakeWorld(),
	);

	expect(outcome).toBe('failed');
	expect(lines).toContainEqual(expect.stringMatching(/w1 {2}Make a.*failed: the disk is full/));
	expect(lines.join('\n')).not.toContain('Make b');
});

test('The lines speak Chinese when asked to', async () => {
	const {lines} = await printed(bookOf(making('a', {target: 'workers'})), createFakeWorld(), 'zh');

	expect(lines).toContainEqual(expect.stringContaining('已完成（0 秒）'));
});

test('As JSON an event is one line, whatever is in it', () => {
	const line = jsonLine({
		type: 'output',
		at: 1,
		task: 'a',
		host: 'm1',
		stream: 'stdout',
		text: 'one\ntwo\u2028three\n',
	});

	expect(line.indexOf('\n')).toBe(line.length - 1);
	expect(JSON.parse(line)).toMatchObject({text: 'one\ntwo\u2028three\n'});
});

test('What was left out is printed with its reason, and no word comes from another language', async () => {
	const world = createFakeWorld();
	const {lines} = await printed(
		bookOf(making('a', {target: 'workers'}), making('b', {target: 'workers', run: () => 'fail 磁盘已满'})),
		world,
		'zh',
		({engine}) => engine.skip(['a'], '由 --skip 略过'),
	);

	expect(lines).toContain('↓ w1  Make a：已跳过：由 --skip 略过');
	expect(lines).toContain('✖ w1  Make b：失败：磁盘已满');
});
