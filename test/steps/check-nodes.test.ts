import {beforeAll, expect, test} from 'vitest';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import {books} from '../../steps/books.ts';
import {checkNodes} from '../../steps/check-nodes.ts';
import {labs} from '../../steps/labs/labs.ts';
import {proveCluster} from '../../steps/prove-cluster.ts';
import {engineAtLab} from '../helpers/engine-at-lab.ts';
import {askInstalled, installedLab} from '../helpers/installed-lab.ts';

const plan = planOfLab(labs[0]);
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

/** The task alone, as a person walks it, after something was done to m3. */
const walk = async (before: string) => {
	const lab = await installedLab();
	const host = lab.open('m3');
	expect(await host.run(before)).toMatchObject({exit: 0});
	const book = {...books[0]!, stages: [{...proveCluster, tasks: checkNodes.filter(({id}) => id === 'system-pods')}]};
	const {store, engine} = engineAtLab(lab, plan, book, 's2');
	const outcome = await engine.start();
	return {outcome, row: store.getState().rows['system-pods']!['m1']!};
};

test('a scheduler that is started again is waited for, and one that does not come is named', async () => {
	const kill = "crictl ps | awk '/ kube-scheduler /{print $1}' | xargs crictl stop >/dev/null";
	expect(await walk(kill)).toMatchObject({outcome: 'done', row: {status: 'done'}});
	expect(await walk(`rm /etc/kubernetes/scheduler.conf; ${kill}`)).toMatchObject({
		outcome: 'failed',
		row: {status: 'failed', note: expect.stringContaining('kube-scheduler-m3 is not ready')},
	});
});
