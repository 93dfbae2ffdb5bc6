import {expect, test} from 'vitest';
import {podReady, podReason, podRestarts, statuses} from '../../../../source/transport/lab/kubectl/pod-columns.ts';
import type {KubeObject} from '../../../../source/transport/lab/world.ts';

const pod = (status: object, metadata: object = {}): KubeObject =>
	({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'a', uid: '', creationTimestamp: '', resourceVersion: '', ...metadata},
		spec: {
			nodeName: 'w1',
			containers: [{name: 'a', image: 'i'}],
			initContainers: [
				{name: 'one', image: 'i'},
				{name: 'two', image: 'i'},
			],
		},
		status,
	}) as unknown as KubeObject;
const waiting = (reason: string) => [{name: 'a', state: {waiting: {reason}}, restartCount: 0}];

test.each([
	['Running', {phase: 'Running', containerStatuses: [{name: 'a', ready: true, state: {running: {}}}]}],
	['ImagePullBackOff', {phase: 'Pending', containerStatuses: waiting('ImagePullBackOff')}],
	['ContainerCreating', {phase: 'Pending', containerStatuses: waiting('ContainerCreating')}],
	[
		'Completed',
		{phase: 'Succeeded', containerStatuses: [{name: 'a', state: {terminated: {reason: 'Completed', exitCode: 0}}}]},
	],
	['ExitCode:3', {phase: 'Failed', containerStatuses: [{name: 'a', state: {terminated: {exitCode: 3}}}]}],
	['Init:0/2', {phase: 'Pending', initContainerStatuses: [{name: 'one', state: {running: {}}}]}],
	[
		'Init:CrashLoopBackOff',
		{phase: 'Pending', initContainerStatuses: [{name: 'one', state: {waiting: {reason: 'CrashLoopBackOff'}}}]},
	],
	['Pending', {phase: 'Pending'}],
])('%s', (word, status) => {
	expect(podReason(pod(status))).toBe(word);
});

test('a pod that is being deleted is terminating, whatever its containers do', () => {
	expect(podReason(pod({phase: 'Running'}, {deletionTimestamp: '2026-11-23T09:00:00Z'}))).toBe('Terminating');
});

test('restarts are counted, from 1.22 on with the age of the last', () => {
	const crashed = pod({
		containerStatuses: [
			{name: 'a', restartCount: 2, lastState: {terminated: {finishedAt: '2026-11-23T09:00:00Z'}}},
		],
	});
	const now = Date.parse('2026-11-23T09:00:30Z');
	expect([podRestarts(crashed, now, 36), podRestarts(crashed, now, 20)]).toEqual(['2 (30s ago)', '2']);
	expect(podReady(crashed)).toBe('0/1');
	expect(statuses(crashed)).toHaveLength(1);
});
