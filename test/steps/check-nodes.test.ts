import {beforeAll, expect, test} from 'vitest';
import {checkNodes} from '../../steps/check-nodes.ts';
import {askInstalled, installedLab} from '../helpers/installed-lab.ts';

beforeAll(installedLab);

const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
const ask = (id: string, before?: string) =>
	askInstalled(
		checkNodes.find(task => task.id === id)!,
		'm1',
		before,
	);

test.each(checkNodes.map(({id}) => id))('%s: an installed cluster is as it should be', async id => {
	expect(await ask(id)).toMatchObject({exit: 0});
});

test.each([
	[
		'control-plane-taints',
		`${kubectl} taint nodes m2 node-role.kubernetes.io/control-plane- >/dev/null`,
		'm2 has no taint',
	],
	[
		'control-plane-taints',
		`${kubectl} taint nodes w1 node-role.kubernetes.io/control-plane=:NoSchedule >/dev/null`,
		'w1 is a worker with the taint of a control plane',
	],
	['logs-of-nodes', 'w2: systemctl stop kubelet', 'w2: no log of kube-proxy'],
	[
		'system-pods',
		"w1: crictl ps | awk '/ kube-proxy /{print $1}' | xargs crictl stop >/dev/null; systemctl stop containerd",
		'kube-proxy',
	],
])('%s: after %s it says so', async (id, before, words) => {
	const {exit, output} = await ask(id, before);
	expect(exit).toBe(1);
	expect(output).toContain(words);
});
