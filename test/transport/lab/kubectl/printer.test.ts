import {expect, test} from 'vitest';
import {created, labelText, number, spec, status, text} from '../../../../source/transport/lab/kubectl/printer.ts';
import type {KubeObject} from '../../../../source/transport/lab/world.ts';

test('cells are words, numbers and ages', () => {
	const object = {metadata: {creationTimestamp: '2026-11-23T09:00:00Z'}} as KubeObject;
	expect(created(object, {world: {} as never, now: Date.parse('2026-11-23T09:00:07Z'), minor: 36})).toBe('7s');
	expect([text(undefined), text('x'), number(undefined), number(3)]).toEqual(['<none>', 'x', '0', '3']);
	expect([spec(object), status(object)]).toEqual([{}, {}]);
});

test('labels are sorted and joined', () => {
	expect([labelText({b: '2', a: '1'}), labelText({})]).toEqual(['a=1,b=2', '<none>']);
});
