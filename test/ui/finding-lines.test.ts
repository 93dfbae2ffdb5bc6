import {expect, test} from 'vitest';
import {initialState, type State} from '../../source/engine/state.ts';
import {findingLines, unknownLines} from '../../source/ui/finding-lines.ts';
import {toldFinding} from '../helpers/told.ts';

const told = toldFinding('swap');
const [gentle] = told.remedies;
const texts = (lines: readonly {readonly text: string}[]): readonly string[] => lines.map(({text}) => text);

test('A finding is told with what it means, its evidence, what follows, and what not to do', () => {
	const lines = texts(findingLines({told}, initialState, 80, 'en'));

	expect(lines).toContain('m2# look here');
	expect(lines).toContain('  line of swap');
	expect(lines[0]).toBe('Because of swap nothing runs.');
	expect(lines.some(line => line.startsWith('So also: '))).toBe(true);
});

test('A remedy is told with how it went, its risk, and its commands letter by letter', () => {
	const state: State = {
		...initialState,
		rows: {'swap.gentle': {m2: {status: 'failed', since: 1, attempt: 1, note: 'It broke.'}}},
	};
	const lines = texts(findingLines({told, remedy: gentle!}, state, 80, 'en'));

	expect(lines[0]).toBe('✗ m2: failed (It broke.)');
	expect(lines).toContain('first gentle');
	expect(
		texts(findingLines({told, remedy: {...gentle!, loses: {en: 'All.', zh: '全部。'}}}, state, 80, 'zh')),
	).toContain('会丢失：全部。');
});

const evidence = (host: string) => toldFinding('swap', {evidence: [{host, command: '', lines: ['x']}]});

test('Evidence of pasted text names the host alone, or says that it was pasted', () => {
	expect(texts(findingLines({told: evidence('n7')}, initialState, 80, 'en'))).toContain('n7');
	expect(texts(findingLines({told: evidence('')}, initialState, 80, 'en'))).toContain('(pasted text)');
});

test('Where no cause is sure it is said what reads like trouble, and what to ask next', () => {
	const diagnosis = {at: 1, found: [], asked: 0, rounds: 0, milliseconds: 0, away: {}};
	const unknown = {
		seen: [{host: 'n7', command: '', lines: ['error: it broke']}],
		further: [{en: 'Swap in use', zh: '正在使用的交换分区'}],
	};

	const lines = texts(unknownLines({...initialState, diagnosis: {...diagnosis, unknown}}, 80, 'en'));
	expect(lines).toContain('  error: it broke');
	expect(lines).toContain('  Swap in use');
	expect(unknownLines({...initialState, diagnosis}, 80, 'en')).toEqual([]);
});
