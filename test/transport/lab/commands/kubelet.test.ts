import {expect, test} from 'vitest';
import {must, prepared} from '../../../helpers/machines.ts';

test('The kubelet tells its version, and is not to be run by hand', async () => {
	const machines = prepared(1, 0);

	expect(await must(machines, 'm1', 'kubelet --version')).toBe('Kubernetes v1.36.4\n');
	expect((await machines.run('m1', 'kubelet')).exit).toBe(1);
});
