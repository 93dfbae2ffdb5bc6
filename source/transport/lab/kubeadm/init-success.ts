// What kubeadm init says at the end, with both join lines.
import {pki} from '../cluster/pki.ts';
import {publicKeyHash} from '../cluster/x509.ts';
import {isOn} from './arguments.ts';
import {endpointOf} from './files.ts';
import type {Run} from './init-phases.ts';

export const success = ({at, plan, out, flags, token, key}: Run): void => {
	const hash = publicKeyHash(at.files.read(`${pki}/ca.crt`)!);
	const indent = plan.minor >= 28 ? '\t' : '    ';
	const join = `kubeadm join ${endpointOf(plan)} --token ${isOn(flags, 'skip-token-print') ? '<value withheld>' : token} \\`;
	const pin = `${indent}--discovery-token-ca-cert-hash sha256:${hash}`;
	const tail = plan.minor >= 28 ? '' : ' ';
	const lines = [
		'',
		'Your Kubernetes control-plane has initialized successfully!',
		'',
		'To start using your cluster, you need to run the following as a regular user:',
		'',
		'  mkdir -p $HOME/.kube',
		'  sudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config',
		'  sudo chown $(id -u):$(id -g) $HOME/.kube/config',
		'',
		'Alternatively, if you are the root user, you can run:',
		'',
		'  export KUBECONFIG=/etc/kubernetes/admin.conf',
		'',
		'You should now deploy a pod network to the cluster.',
		'Run "kubectl apply -f [podnetwork].yaml" with one of the options listed at:',
		'  https://kubernetes.io/docs/concepts/cluster-administration/addons/',
		'',
	];
	if (plan.endpoint !== undefined) {
		const withKey =
			key === undefined
				? ''
				: ` --certificate-key ${isOn(flags, 'skip-certificate-key-print') ? '<value withheld>' : key}`;
		if (key === undefined)
			lines.push(
				'You can now join any number of control-plane nodes by copying certificate authorities',
				'and service account keys on each node and then running the following as root:',
			);
		else
			lines.push(
				`You can now join any number of ${plan.minor >= 31 ? '' : 'the '}control-plane node${plan.minor >= 31 ? 's' : ''} running the following command on each as root:`,
			);
		lines.push('', `  ${join}`, `${pin} \\`, `${indent}--control-plane${withKey}`, '');
		if (key !== undefined)
			lines.push(
				'Please note that the certificate-key gives access to cluster sensitive data, keep it secret!',
				'As a safeguard, uploaded-certs will be deleted in two hours; If necessary, you can use',
				'"kubeadm init phase upload-certs --upload-certs" to reload certs afterward.',
				'',
			);
	}
	lines.push(
		'Then you can join any number of worker nodes by running the following on each as root:',
		'',
		join,
		`${pin}${tail}`,
	);
	for (const line of lines) out.print(line);
};
