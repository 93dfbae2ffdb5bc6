import {expect, test} from 'vitest';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {jobOf} from '../../../../source/transport/lab/controllers/jobs.ts';
import {connected, type Machines} from '../../../helpers/machines.ts';

const write = ({world}: Machines, command: string[], backoffLimit = 6) =>
	put(world, {
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: {name: 'once'},
		spec: {
			backoffLimit,
			template: {spec: {restartPolicy: 'Never', containers: [{name: 'a', image: 'busybox', command}]}},
		},
	});

test('A job is complete when its pod has succeeded', async () => {
	const machines = await connected(1, 1);
	write(machines, ['true']);
	machines.wait(15);

	expect(get(machines.world, 'Job', 'once')!.status).toMatchObject({
		succeeded: 1,
		conditions: [{type: 'Complete', status: 'True'}],
	});
	expect(list(machines.world, 'Pod', 'default')).toHaveLength(1);
	expect(jobOf(machines.world, get(machines.world, 'Job', 'once')!)).toBe(false);
});

test('A failing job is tried again until its limit', async () => {
	const machines = await connected(1, 1);
	write(machines, ['false'], 1);
	machines.wait(60);

	expect(get(machines.world, 'Job', 'once')!.status).toMatchObject({failed: 2});
});
