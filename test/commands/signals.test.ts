import {afterEach, expect, test, vi} from 'vitest';
import {listenForStops, type Stops} from '../../source/commands/signals.ts';
import {textsOf} from '../../source/texts/texts.ts';

let stops: Stops | undefined;
afterEach(() => stops?.release());

/** What a signal sets off here, without the test runner's own listeners hearing it. */
const hear = (signal: NodeJS.Signals): void => (process.listeners(signal).at(-1) as () => void)();

const listening = (language: 'en' | 'zh' = 'en') => {
	const said: string[] = [];
	const asked: string[] = [];
	stops = listenForStops(textsOf(language), sentence => said.push(sentence));
	const engine = {stop: () => void asked.push('stop'), abort: () => void asked.push('abort')};
	return {said, asked, engine, stops};
};

test('The first Ctrl+C lets commands end, the second one stops them, and both are said', () => {
	const {said, asked, engine, stops} = listening();
	stops.attach(engine);

	hear('SIGINT');
	expect(asked).toEqual(['stop']);
	hear('SIGINT');
	expect(asked).toEqual(['stop', 'abort']);
	expect(said).toEqual([
		'Stopping after the commands that are running; once more stops them too.',
		'Stopping the commands that are running.',
	]);
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s stops as well, in Chinese when that is spoken', signal => {
	const {said, asked, engine, stops} = listening('zh');
	stops.attach(engine);
	hear(signal);

	expect(asked).toEqual(['stop']);
	expect(said[0]).toMatch(/^正在运行的命令结束后停止/);
});

test('A stop before there is an engine is remembered; a second one ends the program with the code for it', () => {
	const {asked, engine, stops} = listening();
	const exit = vi.spyOn(process, 'exit').mockImplementation(code => {
		throw new Error(`left with ${code}`);
	});
	expect(stops.isAsked()).toBe(false);
	hear('SIGINT');
	expect(stops.isAsked()).toBe(true);
	expect(() => hear('SIGINT')).toThrow('left with 4');
	stops.attach(engine);

	expect(asked).toEqual([]);
	exit.mockRestore();
});

test('A reader that went away stops once, and any other trouble of stdout is no stop', () => {
	const {said, asked, engine, stops} = listening();
	stops.attach(engine);
	const onError = process.stdout.listeners('error').at(-1) as (error: Error) => void;
	const gone = Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
	onError(gone);
	onError(gone);

	expect(asked).toEqual(['stop']);
	expect(said).toEqual(['Nobody reads the output any more: stopping after the commands that are running.']);
	expect(() => onError(Object.assign(new Error('write EIO'), {code: 'EIO'}))).toThrow('EIO');
});

test('A stop for another reason says nothing itself', () => {
	const {said, asked, engine, stops} = listening();
	stops.attach(engine);
	stops.ask();

	expect({asked, said, isAsked: stops.isAsked()}).toEqual({asked: ['stop'], said: [], isAsked: true});
});

test('While it listens nobody else hears the signal; released, all is as it was', () => {
	const heard: string[] = [];
	const other = (): void => void heard.push('other');
	process.on('SIGHUP', other);
	const before = [process.listeners('SIGHUP'), process.listeners('SIGINT'), process.stdout.listeners('error')];
	const {said, stops} = listening();
	process.emit('SIGHUP');
	expect({heard, said}).toEqual({heard: [], said: [expect.stringMatching(/^Stopping after/)]});

	stops.release();
	expect([process.listeners('SIGHUP'), process.listeners('SIGINT'), process.stdout.listeners('error')]).toEqual(
		before,
	);
	process.off('SIGHUP', other);
});
