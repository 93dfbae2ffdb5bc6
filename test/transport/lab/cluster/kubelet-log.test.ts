import {expect, test} from 'vitest';
import {kubeletSays} from '../../../../source/transport/lab/cluster/kubelet-log.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('Old kubelets write sentences, newer ones keys, both in klog’s form', () => {
	const {world, machine} = createMachines(1, 0);
	const m1 = machine('m1');
	const speak = (version: string): string => {
		m1.kubelet = {version, started: 0, cgroupDriver: 'systemd', manifests: '', clusterDns: [], node: 'm1'};
		kubeletSays(world, m1, 'a.go:1', 'plain words', '"Words" with="keys"');
		return m1.journal.at(-1)!.text;
	};

	expect(speak('1.20.2')).toMatch(/^E1123 09:00:00\.\d{6} +\d+ a\.go:1\] plain words$/);
	expect(speak('1.36.4')).toMatch(/\] "Words" with="keys"$/);
});

test('The journal does not grow for ever', () => {
	const {world, machine} = createMachines(1, 0);
	for (let line = 0; line < 4100; line++) kubeletSays(world, machine('m1'), 'a.go:1', `line ${line}`);

	expect(machine('m1').journal).toHaveLength(4000);
});
