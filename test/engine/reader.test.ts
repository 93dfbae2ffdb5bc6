import {expect, test} from 'vitest';
import {sh} from '../../source/engine/script.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const captures = making('token', {
	target: 'first-control-plane',
	capture: {token: {parse: output => /token (\w+)/.exec(output)?.[1]}},
});
const uses = making('join', {
	target: 'workers',
	run: given => sh`join ${given.captured('token')}`,
	undo: 'nothing-to-undo',
});

test('What a run would do is read without touching a host: for whom, word for word, and what is missing', () => {
	const world = createFakeWorld();
	const {engine} = openEngine(bookOf(captures, uses), world);

	expect(engine.hostsOf('join')).toEqual(['w1']);
	expect(engine.preview('token', 'm1')).toEqual({script: 'make token', edited: false, missing: []});
	expect(engine.preview('join', 'w1').missing).toEqual(['token']);
	expect(engine.undoPreview('token', 'm1')).toBe('remove token');
	expect(engine.undoPreview('join', 'w1')).toBeUndefined();
	expect(engine.stallOf('join', 'w1')).toBeUndefined();
	expect(world.log).toEqual([]);
});

test('A task or a host that is not there is a bug, and says which', () => {
	const {engine} = openEngine(bookOf(captures, uses), createFakeWorld());

	expect(() => engine.hostsOf('nope')).toThrow('The book test has no task nope.');
	expect(() => engine.preview('join', 'm1')).toThrow('The task join is not for the host m1.');
});
