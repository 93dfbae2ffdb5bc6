import {expect, test} from 'vitest';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {connected, type Machines} from '../../../helpers/machines.ts';

const pod = ({world}: Machines, name: string, spec: Record<string, unknown>) =>
	put(world, {apiVersion: 'v1', kind: 'Pod', metadata: {name}, spec});
const waiting = ({world}: Machines, name: string): string =>
	(get(world, 'Pod', name)!.status!['containerStatuses'] as {state: {waiting?: {reason: string}}}[])[0]!.state.waiting
		?.reason ?? 'none';
const reasons = ({world}: Machines, name: string): string[] =>
	world.cluster!.events.filter(event => event.name === name).map(event => event.reason);

test('An image that is not there: ErrImagePull, then back-off, longer each time', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'typo', {containers: [{name: 'a', image: 'nginx:1.999'}]});
	const seen = new Set<string>();
	for (let second = 0; second < 30; second++) {
		machines.wait(1);
		seen.add(waiting(machines, 'typo'));
	}

	expect([...seen]).toEqual(expect.arrayContaining(['ErrImagePull', 'ImagePullBackOff']));
	expect(reasons(machines, 'typo')).toEqual(expect.arrayContaining(['Scheduled', 'Pulling', 'Failed', 'BackOff']));

	const tries = () =>
		machines.world.cluster!.events.find(event => event.name === 'typo' && event.reason === 'Pulling')!.count;
	const before = tries();
	machines.wait(30);

	expect(tries() - before).toBeLessThanOrEqual(2);
});

test('A program that ends again and again is restarted with growing pauses', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'crash', {containers: [{name: 'a', image: 'busybox', command: ['false']}]});
	machines.wait(60);
	const [status] = get(machines.world, 'Pod', 'crash')!.status!['containerStatuses'] as {
		restartCount: number;
		lastState: unknown;
	}[];

	expect(waiting(machines, 'crash')).toBe('CrashLoopBackOff');
	expect(status!.restartCount).toBeGreaterThanOrEqual(2);
	expect(status!.restartCount).toBeLessThanOrEqual(4);
	expect(status!.lastState).toMatchObject({terminated: {exitCode: 1}});
	expect(reasons(machines, 'crash')).toContain('BackOff');
});

test('A missing config map holds the pod until somebody writes it', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'web', {
		containers: [{name: 'a', image: 'nginx:1.27'}],
		volumes: [{name: 'c', configMap: {name: 'settings'}}],
	});
	machines.wait(20);

	expect(reasons(machines, 'web')).toContain('FailedMount');
	expect(get(machines.world, 'Pod', 'web')!.status!['phase']).toBe('Pending');

	put(machines.world, {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: {}});
	machines.wait(40);

	expect(get(machines.world, 'Pod', 'web')!.status!['phase']).toBe('Running');
});

test('Init containers run first, one after the other', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'web', {
		initContainers: [{name: 'first', image: 'busybox', command: ['sleep', '10']}],
		containers: [{name: 'a', image: 'nginx:1.27'}],
	});
	machines.wait(8);

	expect(
		machines
			.machine('w1')
			.containers.filter(container => container.pod === 'web')
			.map(({name}) => name),
	).toEqual(['first']);

	machines.wait(20);

	expect(get(machines.world, 'Pod', 'web')!.status!['phase']).toBe('Running');
});

test('A policy of Never does not pull', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'never', {containers: [{name: 'a', image: 'redis:7', imagePullPolicy: 'Never'}]});
	machines.wait(5);

	expect(waiting(machines, 'never')).toBe('ErrImageNeverPull');
});
