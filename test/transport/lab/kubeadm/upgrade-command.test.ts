import {expect, test} from 'vitest';
import {cluster, must} from '../../../helpers/machines.ts';

const path = '/var/lib/kubelet/config.yaml';
const line = 'kubeadm upgrade node phase kubelet-config --kubeconfig /etc/kubernetes/kubelet.conf';

test('The kubelet’s settings come anew from the cluster, and are what the join wrote', async () => {
	const machines = await cluster(1, 1);
	const files = machines.filesOf('w1');
	const before = files.read(path);
	files.write(path, '', 0o644);
	const stdout = await must(machines, 'w1', line);

	expect(stdout).toContain('[upgrade] Backing up kubelet config file to /etc/kubernetes/tmp/kubeadm-kubelet-config');
	expect(files.read(path)).toBe(before);
});

test('Where there is nothing to copy it goes no further', async () => {
	const machines = await cluster(1, 1);
	machines.filesOf('w1').remove(path);
	const {exit, stderr} = await machines.run('w1', line);

	expect(exit).toBe(1);
	expect(stderr).toContain(`error backing up the kubelet config file: open ${path}: no such file or directory`);
});
