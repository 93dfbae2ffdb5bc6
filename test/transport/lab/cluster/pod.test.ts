import {expect, test} from 'vitest';
import {
	conditionOf,
	finished,
	isReady,
	leaving,
	mark,
	markOnce,
	phaseOf,
	specOf,
	tolerates,
} from '../../../../source/transport/lab/cluster/pod.ts';
import type {KubeObject} from '../../../../source/transport/lab/world.ts';

const pod: KubeObject = {
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: 'a', uid: '1', creationTimestamp: '', resourceVersion: '1'},
	status: {phase: 'Succeeded', conditions: [{type: 'Ready', status: 'False', lastTransitionTime: ''}]},
};

test('Phase, readiness and leaving are read from where Kubernetes keeps them', () => {
	expect([phaseOf(pod), finished(pod), isReady(pod), leaving(pod), specOf(pod).containers]).toEqual([
		'Succeeded',
		true,
		false,
		false,
		[],
	]);
	expect(conditionOf(pod, 'Ready')?.status).toBe('False');
	expect(leaving({...pod, metadata: {...pod.metadata, deletionTimestamp: 'now'}})).toBe(true);
});

test.each([
	[[{operator: 'Exists'}], true],
	[[{key: 'a', operator: 'Exists', effect: 'NoExecute'}], false],
	[[{key: 'a', value: 'b'}], true],
	[[{key: 'a', value: 'c'}], false],
	[undefined, false],
])('The tolerations %j tolerate a=b:NoSchedule: %s', (tolerations, tolerated) => {
	expect(tolerates(tolerations, {key: 'a', value: 'b', effect: 'NoSchedule'})).toBe(tolerated);
});

test('A mark tells contents apart', () => {
	const value = {a: 1};

	expect(mark(value)).toBe(mark({a: 1}));
	expect(markOnce(value)).toBe(mark(value));
	expect(mark({a: 2})).not.toBe(mark(value));
});
