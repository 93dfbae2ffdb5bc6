import {expect, test} from 'vitest';
import {askApi, needApi, needOwnApi} from '../../../../source/transport/lab/kubeadm/client.ts';
import {cluster} from '../../../helpers/machines.ts';

test('kubeadm tries for a minute and then gives the client’s words', async () => {
	const machines = await cluster(1, 0);
	const at = machines.shell('m1');
	const plan = {minor: 36, address: '10.77.0.11', port: 6443} as never;
	await expect(needOwnApi(at, plan)).resolves.toBeUndefined();
	expect(() => askApi(at, '/api', '')).not.toThrow();

	machines.world.outside.loadBalancer!.backends = [];
	const start = machines.world.now;

	await expect(needApi(at, 'somewhere', (server, error) => `${server}: ${error}`)).rejects.toThrow(
		'https://10.77.0.100:9443: EOF',
	);
	expect(machines.world.now - start).toBe(60_000);
	await expect(needOwnApi(at, {...(plan as object), minor: 37} as never)).resolves.toBeUndefined();
	expect(() => askApi(at, '/api', 'failed: ')).toThrow('failed: Get "https://10.77.0.100:9443/api": EOF');
});
