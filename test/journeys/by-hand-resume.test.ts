// kubewalk dies while a person has a command in hand: whatever the person did with it, it has run once in the end.
import {globSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import type {Present, Sheet} from '../../source/engine/sheet.ts';
import type {State} from '../../source/engine/state.ts';
import {createByHand} from '../../source/transport/by-hand.ts';
import {base} from '../../source/transport/by-hand.sh.ts';
import {systemClock} from '../../source/engine/clock.ts';
import {bookOf, createFakeWorld, making, openEngine, threeHosts} from '../helpers/fake-world.ts';
import {createOperator, runInShell} from '../hosts/operator.ts';
import {linesOf, makeWorkplace} from '../hosts/workplace.ts';

const root = process.getuid?.() === 0;
const why = ' (skipped without root)';
const workplace = makeWorkplace();

afterAll(() => {
	for (const path of globSync(join(base, `s1.*-${process.pid}.*`))) rmSync(path, {recursive: true, force: true});
});

const bookFor = (name: string) => {
	const file = join(workplace, name);
	const task = making(`${name}-${process.pid}`, {
		target: 'first-control-plane',
		check: {ask: () => `test -s ${file}`},
		run: () => `echo x >> ${file}; echo token abc.def`,
		capture: {token: {parse: output => /token (\S+)/.exec(output)?.[1]}},
	});
	return {file, book: bookOf(task)};
};

const open = (name: string, present: Present, from?: State) =>
	openEngine(
		bookFor(name).book,
		{...createFakeWorld(), transport: createByHand(present)},
		{
			hosts: threeHosts,
			clock: systemClock,
			...(from && {from, resumed: true}),
		},
	);

/** Answers what is asked; a job is taken in hand, and then kubewalk is no more. */
const dieInHand = async (name: string): Promise<{readonly state: State; readonly sheet: Sheet}> => {
	const operator = createOperator();
	const taken = Promise.withResolvers<Sheet>();
	const {engine, store} = open(name, async (sheet, signal) => {
		if (sheet.kind !== 'job') return operator.present(sheet, signal);
		taken.resolve(sheet);
		return new Promise(() => undefined);
	});
	void engine.start();
	return {sheet: await taken.promise, state: store.getState()};
};

test.skipIf(!root)(`What was run is not run again: its output is asked for, and captured${why}`, async () => {
	const {state, sheet} = await dieInHand('ran');
	runInShell(sheet.script);
	const {present, sheets} = createOperator();
	const {engine, store} = open('ran', present, state);

	expect(await engine.start()).toBe('done');
	expect(sheets.map(({kind}) => kind)).toEqual(['look', 'questions']);
	expect(linesOf(bookFor('ran').file)).toEqual(['x']);
	expect(store.getState().captured['token']?.['m1']?.value).toBe('abc.def');
});

test.skipIf(!root)(`What was not run is shown anew, and the old text runs nothing any more${why}`, async () => {
	const {state, sheet} = await dieInHand('not-ran');
	const {present, sheets} = createOperator();
	const {engine} = open('not-ran', present, state);

	expect(await engine.start()).toBe('done');
	expect(sheets.map(({kind}) => kind)).toEqual(['look', 'questions', 'job']);
	expect(runInShell(sheet.script)).toContain('not run');
	expect(linesOf(bookFor('not-ran').file)).toEqual(['x']);
});
