// What is proven of a cluster, and what is left of it after a reset.
import {everywhere, without, type Breaks} from './broken.ts';

const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
const manifests = '/etc/kubernetes/manifests';
const stop = (name: string): string => `crictl ps | awk '/ ${name} /{print $1}' | xargs crictl stop >/dev/null`;
const day = 86_400_000;

const controlPlanes: Breaks = {
	'all-nodes-ready': {by: 'w1: systemctl stop kubelet; sleep 60'},
	'etcd-members': {by: `m3: systemctl stop kubelet; ${stop('etcd')}; sleep 30`},
	'api-server-ready': {on: 'm2', by: `mv ${manifests}/kube-apiserver.yaml /root; sleep 20`},
	leaders: {by: `${everywhere(`mv ${manifests}/kube-scheduler.yaml /root`)}; sleep 61`},
	'etcd-leader': {by: `m3: systemctl stop kubelet; ${stop('etcd')}; sleep 30`},
	'etcd-room': {
		on: 'm2',
		by: `sed -i 's/^    - etcd$/    - etcd\\n    - --quota-backend-bytes=1000000/' ${manifests}/etcd.yaml; sleep 60`,
	},
	'api-server-names': {
		on: 'm2',
		by: 'cd /etc/kubernetes/pki && rm apiserver.crt apiserver.key && kubeadm init phase certs apiserver --apiserver-advertise-address 10.77.0.12',
	},
	'secret-file-modes': {by: 'chmod 644 /etc/kubernetes/admin.conf'},
	'control-plane-images-agree': {
		by: `sed -i 's/kube-scheduler:v1.36/kube-scheduler:v1.35/' ${manifests}/kube-scheduler.yaml`,
	},
	'admin-reaches-endpoint': {
		by: "sed -i 's#https://10.77.0.100:9443#https://10.77.0.11:6443#' /etc/kubernetes/admin.conf",
	},
	'certificate-expiry': {machine: (_, world) => void (world.now += 350 * day)},
	'kubelet-certificate-expiry': {machine: (_, world) => void (world.now += 350 * day)},
	'sources-last': {
		machine: (_, world) => void (world.outside.certificateEnds = {'registry.k8s.io': world.now + 3 * day}),
	},
};

const nodes: Breaks = {
	'kubelet-healthy': {by: 'systemctl stop kubelet'},
	'kube-proxy-healthy': {by: `systemctl stop kubelet; ${stop('kube-proxy')}`},
	'kubelet-cgroup-driver': {
		by: "sed -i 's/cgroupDriver: systemd/cgroupDriver: cgroupfs/' /var/lib/kubelet/config.yaml",
	},
	'kubelet-cluster-dns': {by: "sed -i 's/10.96.0.10/10.112.0.10/' /var/lib/kubelet/config.yaml"},
	'kubelet-reaches-endpoint': {
		on: 'w1',
		by: "sed -i 's#https://10.77.0.100:9443#https://10.77.0.11:6443#' /etc/kubernetes/kubelet.conf",
	},
	'proxy-mode-runs': {by: `systemctl stop kubelet; ${stop('kube-proxy')}`},
	'node-addresses': {shown: 'kubectl() { echo m1 10.77.0.11; echo w1 192.168.122.21; }'},
	'node-versions': {shown: 'kubectl() { echo m1 v1.36.4; echo w1 v1.35.2; }'},
	'node-runtimes': {shown: `kubectl() { echo m1 containerd://2.2.1; echo w1 docker://28.1.0; }`},
	'pod-ranges': {shown: 'kubectl() { echo m1 10.244.0.0/24; echo m2 10.244.0.0/24; }'},
	'control-plane-taints': {by: `${kubectl} taint nodes m2 node-role.kubernetes.io/control-plane-`},
	'system-pods': {by: `w1: ${stop('kube-proxy')}; systemctl stop containerd`},
	'signing-requests': {shown: 'kubectl() { echo csr-8jr2p system:bootstrap:abcdef ; }'},
	'logs-of-nodes': {by: 'w2: systemctl stop kubelet'},
};

const drills: Breaks = {
	'kube-vip-holder': {lab: 'cilium', on: 'm2', by: 'ip addr add 10.77.0.100/32 dev eth0'},
	'failover-drill': {by: 'systemctl stop haproxy'},
	'keepalived-drill': {by: "sed -i 's/advert_int 1/advert_int 2/' /etc/keepalived/keepalived.conf"},
	'link-drill': {by: 'rm /var/lib/kubewalk/cluster/proof/failover-link'},
	'kube-vip-drill': {lab: 'cilium', untilRun: ':'},
	'pods-reach-pods': {by: without('w2', '10.77.0.22')},
	'outside-names': {by: 'rm /var/lib/kubewalk/cluster/proof/outside-names'},
	'default-volume': {lab: 'docker', by: 'rm /var/lib/kubewalk/cluster/proof/default-class'},
	'hand-over': {by: 'rm /var/lib/kubewalk/cluster/hand-over.txt'},
};

const added: Breaks = {
	'cluster-answers': {by: 'rm /etc/kubernetes/admin.conf'},
	'new-node-ready': {by: 'systemctl stop kubelet; sleep 60'},
};

/** Hosts that nobody has touched have nothing left of a cluster. */
const manifest = {lab: 'debian-12', by: `mkdir -p ${manifests}; touch ${manifests}/etcd.yaml`} as const;

const reset: Breaks = {
	'reset-preview': manifest,
	'reset-workers': {...manifest, by: 'mkdir -p /etc/kubernetes; touch /etc/kubernetes/kubelet.conf'},
	'reset-other-control-planes': manifest,
	'reset-first-control-plane': manifest,
	'reset-network': {lab: 'debian-12', by: 'ip link add cni0 type bridge'},
	'reset-kubeconfig': {
		lab: 'debian-12',
		by: "mkdir -p /root/.kube; echo '    server: https://10.77.0.100:9443' > /root/.kube/config",
	},
	'reset-load-balancer': {
		lab: 'debian-12',
		by: "mkdir -p /etc/haproxy; echo '# Written by kubewalk' > /etc/haproxy/haproxy.cfg",
	},
	'reset-firewall': {
		lab: 'debian-12',
		by: 'nft add rule inet filter input tcp dport 6443 accept comment \\"kubewalk-apiserver\\"',
	},
	'reset-records': {lab: 'debian-12', by: 'mkdir -p /var/lib/kubewalk/cluster'},
};

export const brokenProof: Breaks = {...controlPlanes, ...nodes, ...drills, ...added, ...reset};
