import {expect, test} from 'vitest';
import {cluster, must} from '../../../helpers/machines.ts';

test('Pods are listed, and made anew when somebody takes their sandbox away', async () => {
	const machines = await cluster(1, 0);
	const before = (await must(machines, 'm1', 'crictl pods -q --name kube-scheduler')).trim();

	expect(await must(machines, 'm1', 'crictl pods')).toMatch(
		/^POD ID +CREATED +STATE +NAME +NAMESPACE +ATTEMPT +RUNTIME\n/,
	);
	expect(await must(machines, 'm1', `crictl stopp ${before}`)).toBe(`Stopped sandbox ${before.slice(0, 13)}\n`);

	machines.wait(5);
	const after = (await must(machines, 'm1', 'crictl pods -q --name kube-scheduler')).trim();

	expect(after).not.toBe(before);
	expect((await machines.run('m1', 'crictl rmp beef')).stderr).toContain('code = NotFound');

	machines.systemctl('m1', 'stop', 'kubelet');
	await must(machines, 'm1', 'crictl rmp -fa');

	expect(machines.machine('m1').containers).toEqual([]);
	expect(await must(machines, 'm1', 'crictl pods --namespace kube-system -q')).toBe('');
});
