// What kubeadm join says about reading the cluster and at the end.
import type {Plan} from './config.ts';
import type {Output} from './output.ts';

export const readingCluster = (out: Output): void => {
	if (out.minor >= 32) {
		out.print(
			'[preflight] Reading configuration from the "kubeadm-config" ConfigMap in namespace "kube-system"...',
		);
		out.print(
			`[preflight] Use 'kubeadm init phase upload-config ${out.minor >= 34 ? 'kubeadm ' : ''}--config your-config-file' to re-upload it.`,
		);
	} else {
		out.print('[preflight] Reading configuration from the cluster...');
		out.print(
			"[preflight] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'",
		);
	}
};

export const nowControlPlane = (plan: Plan): string[] => [
	'',
	'This node has joined the cluster and a new control plane instance was created:',
	'',
	'* Certificate signing request was sent to apiserver and approval was received.',
	'* The Kubelet was informed of the new secure connection details.',
	`* Control plane ${plan.minor < 24 ? '(master) ' : ''}label and taint were applied to the new node.`,
	'* The Kubernetes control plane instances scaled up.',
	'* A new etcd member was added to the local/stacked etcd cluster.',
	'',
	'To start administering your cluster from this node, you need to run the following as a regular user:',
	'',
	'\tmkdir -p $HOME/.kube',
	'\tsudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config',
	'\tsudo chown $(id -u):$(id -g) $HOME/.kube/config',
	'',
	"Run 'kubectl get nodes' to see this node join the cluster.",
	'',
];

export const nowWorker = [
	'',
	'This node has joined the cluster:',
	'* Certificate signing request was sent to apiserver and a response was received.',
	'* The Kubelet was informed of the new secure connection details.',
	'',
	"Run 'kubectl get nodes' on the control-plane to see this node join the cluster.",
	'',
];
