// The stages in which the cluster comes up.
import {without, type Breaks} from './broken.ts';

const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
const noServer = 'mv /etc/kubernetes/manifests/kube-apiserver.yaml /root; sleep 20';

const founding: Breaks = {
	'kubeadm-config': {by: 'rm -r /etc/kubernetes/admin.conf /etc/kubernetes/kubewalk'},
	preflight: {by: 'rm /etc/kubernetes/admin.conf'},
	'kube-vip-for-init': {lab: 'cilium', by: 'rm /etc/kubernetes/admin.conf'},
	'kubeadm-init': {by: noServer},
	'kube-vip-admin-conf': {
		lab: 'cilium',
		by: "sed -i 's#path: /etc/kubernetes/admin.conf#path: /etc/kubernetes/super-admin.conf#' /etc/kubernetes/manifests/kube-vip.yaml",
	},
	kubeconfig: {by: 'rm /root/.kube/config'},
	'node-not-ready-yet': {by: 'systemctl stop kubelet; sleep 60'},
	'node-ip': {by: "sed -i 's/--node-ip=[0-9.]*//' /var/lib/kubelet/kubeadm-flags.env"},
	'certificate-key': {by: `${without('m3', '10.77.0.13')}; ${kubectl} -n kube-system delete secret kubeadm-certs`},
	'copy-key': {lab: 'docker', by: without('m3', '10.77.0.13')},
	'copy-access': {lab: 'docker', by: 'rm /etc/kubernetes/kubelet.conf'},
	'copy-certificates': {lab: 'docker', by: without('m3', '10.77.0.13')},
	'copied-certificates': {lab: 'docker', by: 'rm /etc/kubernetes/kubelet.conf /etc/kubernetes/pki/sa.key'},
	'copy-key-removed': {lab: 'docker', by: 'mkdir -p /etc/kubernetes/kubewalk/copy'},
	'join-control-plane': {by: without('m2', '10.77.0.12')},
	'kube-vip-joined': {lab: 'cilium', by: 'rm /etc/kubernetes/manifests/kube-vip.yaml'},
	'control-plane-kubeconfig': {by: 'echo old > /root/.kube/config'},
	'join-worker': {by: 'systemctl stop kubelet'},
	'label-workers': {by: `${kubectl} label node w1 node-role.kubernetes.io/worker-`},
};

const network: Breaks = {
	'pod-interfaces': {lab: 'docker', by: 'rm /etc/NetworkManager/conf.d/kubewalk.conf'},
	'cni-plugins': {by: 'rm /opt/cni/bin/portmap'},
	'own-network': {untilRun: ':'},
	'flannel-manifest': {by: 'rm /etc/kubernetes/kubewalk/kube-flannel.yaml'},
	flannel: {by: `${kubectl} -n kube-flannel delete daemonset kube-flannel-ds`},
	'calico-operator': {lab: 'docker', by: `${kubectl} -n tigera-operator delete deployment tigera-operator`},
	calico: {lab: 'docker', by: 'sed -i s/10.244/10.245/ /etc/kubernetes/kubewalk/calico.yaml'},
	'cilium-files': {lab: 'cilium', by: 'rm /usr/local/bin/cilium'},
	'gateway-definitions': {lab: 'gateways', by: `${kubectl} delete crd httproutes.gateway.networking.k8s.io`},
	cilium: {lab: 'cilium', by: `${kubectl} -n kube-system delete daemonset cilium`},
	'network-manifest': {untilRun: ':'},
	'network-script': {untilRun: ':'},
	'nodes-ready': {by: 'w1: systemctl stop kubelet; sleep 60'},
	'coredns-rollout': {by: `${kubectl} -n kube-system scale deployment coredns --replicas=0`},
	'coredns-resolves': {by: 'rm /var/lib/kubewalk/cluster/proof/names'},
};

const addons: Breaks = {
	'kubelet-signing-for-joiners': {
		lab: 'docker',
		by: `${kubectl} -n kube-system get configmap kubelet-config -o yaml | sed 's/serverTLSBootstrap: true/serverTLSBootstrap: false/' | ${kubectl} apply -f -`,
	},
	'kubelet-signing': {lab: 'docker', by: 'sed -i /serverTLSBootstrap/d /var/lib/kubelet/config.yaml'},
	'kubelet-certificates': {
		lab: 'docker',
		by: 'm2: sed -i /serverTLSBootstrap/d /var/lib/kubelet/config.yaml; rm /var/lib/kubelet/pki/kubelet-server*; systemctl restart kubelet',
	},
	'metrics-server': {lab: 'docker', by: `${kubectl} -n kube-system delete deployment metrics-server`},
	'metrics-answer': {lab: 'docker', by: `${kubectl} -n kube-system delete deployment metrics-server; sleep 5`},
	headlamp: {lab: 'docker', by: 'rm /etc/kubernetes/kubewalk/addon-headlamp.yaml'},
	'headlamp-way-in': {lab: 'docker', by: 'rm /var/lib/kubewalk/cluster/headlamp.txt'},
	'headlamp-answers': {lab: 'docker', by: `${kubectl} -n headlamp scale deployment headlamp --replicas=0; sleep 5`},
	'nfs-export': {lab: 'docker', by: 'rm -r /var/lib/kubewalk/cluster/proof'},
	'nfs-client': {lab: 'docker', by: 'dnf remove -y nfs-utils'},
	nfs: {lab: 'docker', by: 'rm /etc/kubernetes/kubewalk/addon-nfs.yaml'},
	'gateway-api': {lab: 'docker', by: 'rm /etc/kubernetes/kubewalk/addon-gateway-api.yaml'},
	'cilium-gateways': {lab: 'gateways', by: `${kubectl} delete gatewayclass cilium`},
	'gateway-answers': {lab: 'docker', by: 'rm -r /var/lib/kubewalk/cluster/proof'},
	'ingress-nginx': {lab: 'docker', by: 'rm /etc/kubernetes/kubewalk/addon-ingress-nginx.yaml'},
	'ingress-answers': {lab: 'docker', by: 'rm -r /var/lib/kubewalk/cluster/proof'},
	'nfs-used': {lab: 'docker', by: 'rm -r /var/lib/kubewalk/cluster/proof'},
	'local-path': {lab: 'docker', by: `${kubectl} -n local-path-storage delete deployment local-path-provisioner`},
	'local-path-used': {lab: 'docker', by: 'rm /var/lib/kubewalk/cluster/proof/class-local-path'},
};

export const brokenCluster: Breaks = {...founding, ...network, ...addons};
