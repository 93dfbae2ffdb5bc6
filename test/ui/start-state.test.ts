import {expect, test} from 'vitest';
import {initialStart, itemsOf, reduceStart, type StartChange} from '../../source/ui/start-state.ts';

const session = {id: 's1', name: 'demo', simulated: false, finished: 3, total: 9, at: 0};
const after = (...changes: readonly StartChange[]) => changes.reduce(reduceStart, initialStart);

test('The rehearsal is selected, also when sessions are found above it', () => {
	const state = after({type: 'found', sessions: [session], plans: ['cluster.yaml']});

	expect(itemsOf(state).map(({kind}) => kind)).toEqual(['resume', 'rehearse', 'plan', 'path', 'create', 'broken']);
	expect(state.cursor).toBe('rehearse');
	expect(reduceStart(state, {type: 'moved', by: -1}).cursor).toBe('resume s1');
	expect(reduceStart(state, {type: 'moved', by: 9}).cursor).toBe('broken');
});

test('A plan that was written is the next thing to open', () => {
	const state = after({type: 'mode', mode: 'form'}, {type: 'opening'}, {type: 'written', path: 'my.yaml'});

	expect(state).toMatchObject({mode: 'list', cursor: 'plan my.yaml', opening: false, plans: ['my.yaml']});
});

test('Problems stay until something is done about them', () => {
	const refused = after({type: 'mode', mode: 'path'}, {type: 'refused', problems: ['No such file.']});

	expect(refused.problems).toEqual(['No such file.']);
	expect(reduceStart(refused, {type: 'path-typed', field: {text: 'a', at: 1}}).problems).toEqual([]);
});

test('Where something is broken, the plans that lie near come first, and the way back leads to where one came from', () => {
	const broken = after({type: 'found', sessions: [session], plans: ['cluster.yaml']}, {type: 'mode', mode: 'broken'});

	expect(itemsOf(broken).map(({key}) => key)).toEqual([
		'troubleshoot cluster.yaml',
		'troubleshoot-path',
		'paste',
		'troubleshoot',
	]);
	expect(broken.cursor).toBe('troubleshoot cluster.yaml');
	expect(reduceStart(broken, {type: 'mode', mode: 'list'})).toMatchObject({mode: 'list', cursor: 'broken'});
});

test('Pastes are put together, each on lines of its own; Backspace takes the last line away', () => {
	const pasted = after({type: 'pasted', text: 'one\r\ntwo'}, {type: 'pasted', text: 'three\n'});

	expect(pasted.pasted).toBe('one\ntwo\nthree\n');
	expect(reduceStart(pasted, {type: 'pasted', text: ''}).pasted).toBe('one\ntwo\n');
	expect(after({type: 'pasted', text: 'one'}, {type: 'pasted', text: ''}).pasted).toBe('');
});
