import {beforeAll, expect, test} from 'vitest';
import {checkKubelets} from '../../steps/check-kubelets.ts';
import {askInstalled, installedLab} from '../helpers/installed-lab.ts';

beforeAll(installedLab);

const ask = (id: string, before?: string) =>
	askInstalled(
		checkKubelets.find(task => task.id === id)!,
		'w1',
		before,
	);

test.each(checkKubelets.map(({id}) => id))('%s: an installed host is as it should be', async id => {
	expect(await ask(id)).toMatchObject({exit: 0});
});

test.each([
	['kubelet-healthy', 'systemctl stop kubelet', 'journalctl -u kubelet'],
	[
		'kube-proxy-healthy',
		"systemctl stop kubelet; crictl ps | awk '/ kube-proxy /{print $1}' | xargs crictl stop >/dev/null",
		'kube-proxy answers 000',
	],
	[
		'kubelet-cgroup-driver',
		"sed -i 's/cgroupDriver: systemd/cgroupDriver: cgroupfs/' /var/lib/kubelet/config.yaml",
		'cgroupDriver: cgroupfs',
	],
	[
		'kubelet-cluster-dns',
		"sed -i 's/10.96.0.10/10.112.0.10/' /var/lib/kubelet/config.yaml",
		'It is outside of the range of Services 10.96.0.0/12',
	],
	[
		'kubelet-reaches-endpoint',
		"sed -i 's#https://10.77.0.100:9443#https://10.77.0.11:6443#' /etc/kubernetes/kubelet.conf",
		'/etc/kubernetes/kubelet.conf asks https://10.77.0.11:6443',
	],
])('%s: after %s it says so', async (id, before, words) => {
	const {exit, output} = await ask(id, before);
	expect(output).toContain(words);
	expect(exit).toBe(1);
});
