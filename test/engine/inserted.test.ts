import {expect, test} from 'vitest';
import {rememberInserted} from '../../source/engine/inserted.ts';
import type {State} from '../../source/engine/state.ts';

type Shown = Pick<State, 'hosts' | 'captured'>;

const settings = {plan: {name: 'demo', version: '1.36', runtime: 'containerd', subnets: ['10.244.0.0/16'], port: 9443}};
const hosts = [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}];

test('What is told from ordinary words counts, the longest first, and a secret by what stands for it', () => {
	const captured: Shown['captured'] = {
		hash: {m1: {task: 'a', host: 'm1', at: 1, value: 'sha256:1234'}},
		'join-token': {m1: {task: 'a', host: 'm1', at: 1}},
	};
	const inserted = rememberInserted(settings, ['join-token'], () => ({hosts, captured}));

	expect(inserted()).toEqual(['10.244.0.0/16', '<join-token>', 'sha256:1234', '10.77.0.11', '1.36', 'm1']);
});

test('The list is the same one until something is captured', () => {
	let state: Shown = {hosts, captured: {}};
	const inserted = rememberInserted(settings, [], () => state);
	const before = inserted();
	expect(inserted()).toBe(before);

	state = {...state, captured: {hash: {m1: {task: 'a', host: 'm1', at: 1, value: 'sha256:1234'}}}};
	expect(inserted()).toContain('sha256:1234');
});
