import {expect, test} from 'vitest';
import {kubeVipManifest} from '../../../../steps/kube-vip-manifest.ts';
import {cluster, holders, write} from '../../../helpers/lab-hosts.ts';
import {givenFor, kubeVipPlan} from '../../../helpers/plans.ts';

const file = '/etc/kubernetes/manifests/kube-vip.yaml';
const manifest = (config: string): string =>
	write(file, kubeVipManifest(givenFor(kubeVipPlan, 'm1'), `/etc/kubernetes/${config}`).replace('@nic@', 'eth0'));

test('kube-vip holds the address while its pod runs, and gives lease and address back when it is stopped', async () => {
	const hosts = await cluster();
	await hosts.must('m1', `${manifest('admin.conf')}sleep 15`);
	expect(holders(hosts)).toEqual(['m1']);
	const lease = "kubectl -n kube-system get lease plndr-cp-lock -o jsonpath='{.spec.holderIdentity}'";
	expect(await hosts.must('m1', lease)).toBe('m1');
	await hosts.must('m1', `mv ${file} /root/; sleep 3`);
	expect(holders(hosts)).toEqual([]);
});

test('With admin.conf it may do nothing before kubeadm has bound it, and says so; super-admin.conf needs nobody', async () => {
	const hosts = await cluster();
	await hosts.must(
		'm1',
		'kubectl delete clusterrolebinding kubeadm:cluster-admins --kubeconfig /etc/kubernetes/super-admin.conf',
	);
	await hosts.must('m1', `${manifest('admin.conf')}sleep 15`);
	expect(holders(hosts)).toEqual([]);
	const log = await hosts.must('m1', 'crictl logs $(crictl ps -q --name kube-vip) 2>&1');
	expect(log).toContain(
		'leases.coordination.k8s.io \\"plndr-cp-lock\\" is forbidden: User \\"kubernetes-admin\\" cannot get resource \\"leases\\"',
	);
	await hosts.must('m1', `${manifest('super-admin.conf')}sleep 15`);
	expect(holders(hosts)).toEqual(['m1']);
});

test('One that is killed leaves the address behind', async () => {
	const hosts = await cluster();
	await hosts.must('m1', `${manifest('admin.conf')}sleep 15; kubeadm reset -f; sleep 5`);
	expect(holders(hosts)).toEqual(['m1']);
});

test('A kubeconfig that is not there keeps the pod from starting', async () => {
	const hosts = await cluster();
	await hosts.must('m1', `${manifest('nothing.conf')}sleep 15`);
	expect(holders(hosts)).toEqual([]);
	expect(await hosts.must('m1', 'kubectl get events -A')).toContain(
		'hostPath type check failed: /etc/kubernetes/nothing.conf is not a file',
	);
});
