import {beforeAll, expect, test} from 'vitest';
import {checkControlPlanes} from '../../steps/check-control-planes.ts';
import {askInstalled, installedLab} from '../helpers/installed-lab.ts';

beforeAll(installedLab);

const ask = (id: string, host: string, before?: string) =>
	askInstalled(
		checkControlPlanes.find(task => task.id === id)!,
		host,
		before,
	);

test.each(checkControlPlanes.map(({id, target}) => [id, target === 'control-planes' ? 'm2' : 'm1']))(
	'%s: an installed control plane is as it should be',
	async (id, host) => {
		expect(await ask(id, host)).toMatchObject({exit: 0});
	},
);

const manifests = '/etc/kubernetes/manifests';

const everywhere = (script: string): string =>
	`for host in 10.77.0.12 10.77.0.13; do ssh -o StrictHostKeyChecking=accept-new root@$host '${script}'; done; ${script}`;

test.each([
	[
		'leaders',
		'm1',
		`${everywhere(`mv ${manifests}/kube-scheduler.yaml /root`)}; sleep 70`,
		'kube-scheduler: nobody has led for',
	],
	['api-server-ready', 'm2', `mv ${manifests}/kube-apiserver.yaml /root; sleep 20`, 'not ready: crictl ps -a'],
	[
		'etcd-leader',
		'm1',
		"m3: systemctl stop kubelet; crictl ps | awk '/ etcd /{print $1}' | xargs crictl stop >/dev/null; sleep 30",
		'Failed to get the status of endpoint https://10.77.0.13:2379',
	],
	[
		'etcd-room',
		'm2',
		`sed -i 's/^    - etcd$/    - etcd\\n    - --quota-backend-bytes=1000000/' ${manifests}/etcd.yaml; sleep 60`,
		'alarm:NOSPACE',
	],
	[
		'api-server-names',
		'm2',
		'cd /etc/kubernetes/pki && rm apiserver.crt apiserver.key && kubeadm init phase certs apiserver --apiserver-advertise-address 10.77.0.12 >/dev/null',
		'10.77.0.100 is not in it',
	],
	['secret-file-modes', 'm2', 'chmod 644 /etc/kubernetes/admin.conf', '/etc/kubernetes/admin.conf has mode 644'],
	[
		'control-plane-images-agree',
		'm2',
		`sed -i 's/kube-scheduler:v1.36/kube-scheduler:v1.35/' ${manifests}/kube-scheduler.yaml`,
		'the planned release is another',
	],
	[
		'admin-reaches-endpoint',
		'm2',
		"sed -i 's#https://10.77.0.100:9443#https://10.77.0.12:6443#' /etc/kubernetes/admin.conf",
		'/etc/kubernetes/admin.conf asks https://10.77.0.12:6443: write https://10.77.0.100:9443 there.',
	],
])('%s on %s: after %s it says so', async (id, host, before, words) => {
	const {exit, output} = await ask(id, host, before);
	expect(output).toContain(words);
	expect(exit).toBe(1);
});
