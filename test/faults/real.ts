// Causes made on real hosts with Debian 12 and Kubernetes 1.20: three control planes m1 to m3 behind haproxy and keepalived,
// a worker w1. `bench/real-faults.ts` makes each, finds it and cures it.
import type {Fault} from './fault.ts';

export type RealFault = Fault & {
	/** More hosts that the same is done to. */
	readonly also?: readonly string[];
	/** What ends it where no remedy may decide that for somebody: typed on the same hosts, after the remedy said what to do. */
	readonly byHand?: string;
	/** What `break` prints is given to `diagnose --from`, as somebody would paste it. The hosts themselves show nothing of it. */
	readonly pasted?: true;
};

const containerd = '/etc/containerd/config.toml';
const manifests = '/etc/kubernetes/manifests';
const haproxy = '/etc/haproxy/haproxy.cfg';
const keepalived = '/etc/keepalived/keepalived.conf';
const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
const restartRuntime = 'systemctl restart containerd || true; sleep 1; systemctl restart kubelet || true';

/** Ends the container of a static pod, so that the kubelet starts it from what its files say now. */
const startAnew = (name: string): string =>
	`crictl -r unix:///run/containerd/containerd.sock ps | awk '/ ${name} /{print $1}' | xargs -r crictl -r unix:///run/containerd/containerd.sock stop -t 5`;

/** Does something to etcd's data while its member is not running. */
const etcdOn = (change: string): string =>
	`mv ${manifests}/etcd.yaml /root/; while crictl -r unix:///run/containerd/containerd.sock ps | grep ' etcd '; do sleep 1; done; ${change}; mv /root/etcd.yaml ${manifests}/`;

/** Gives the API server another certificate of the same authority: with the names that a command prints, for so many days from now. */
const serve = (names: string, days: number): string =>
	`cd /etc/kubernetes/pki && cp -a apiserver.crt /root/ && openssl req -new -key apiserver.key -subj /CN=kube-apiserver -out /tmp/a.csr 2>/dev/null && ${names} > /tmp/a.ext && echo extendedKeyUsage=serverAuth >> /tmp/a.ext && openssl x509 -req -in /tmp/a.csr -CA ca.crt -CAkey ca.key -set_serial 77 -days ${days} -extfile /tmp/a.ext -out apiserver.crt 2>/dev/null; ${startAnew('kube-apiserver')}`;

const ownNames = `openssl x509 -in apiserver.crt -noout -ext subjectAltName | sed -n 's/^ *DNS/subjectAltName=DNS/p' | sed 's/IP Address:/IP:/g'`;

/** A join that is refused before it changes the host: its words are all there is. In ten seconds, not in five minutes. */
const join = (token: string, hash: string): string =>
	`printf '%s\\n' 'apiVersion: kubeadm.k8s.io/v1beta2' 'kind: JoinConfiguration' 'discovery:' '  timeout: 10s' '  bootstrapToken:' '    apiServerEndpoint: 10.77.0.100:9443' "    token: ${token}" "    caCertHashes: [${hash}]" > /tmp/join.yaml; kubeadm join --config /tmp/join.yaml --ignore-preflight-errors all 2>&1`;

const hash = `sha256:$(openssl x509 -pubkey -noout -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum | cut -d' ' -f1)`;

export const realFaults: readonly RealFault[] = [
	{finding: 'kubelet-stopped', host: 'w1', break: 'systemctl stop kubelet', wait: 50},
	{
		finding: 'kubelet-stopped',
		host: 'm1',
		also: ['m2', 'm3'],
		break: `systemctl stop kubelet; ${startAnew('kube-apiserver')}`,
		wait: 20,
	},
	{finding: 'kubelet-not-enabled', host: 'w1', break: 'systemctl disable kubelet', wait: 2},
	{
		finding: 'kubelet-on-cgroupfs',
		host: 'w1',
		break: `sed -i 's/^cgroupDriver: .*/cgroupDriver: cgroupfs/' /var/lib/kubelet/config.yaml; systemctl restart kubelet`,
		wait: 30,
	},
	{
		finding: 'kubelet-configuration-missing',
		host: 'w1',
		break: 'mv /var/lib/kubelet/config.yaml /root/kubelet-config.yaml; systemctl restart kubelet',
		wait: 30,
	},
	{finding: 'runtime-stopped', host: 'w1', break: 'systemctl stop containerd', wait: 30},
	{finding: 'runtime-stopped', host: 'm2', break: 'systemctl disable --now containerd', wait: 30},
	{
		finding: 'containerd-config-broken',
		host: 'w1',
		break: `echo '[plugins' >> ${containerd}; ${restartRuntime}`,
		wait: 30,
	},
	{
		finding: 'cri-plugin-disabled',
		host: 'w1',
		break: `sed -i '/^disabled_plugins/d; s/^version = .*/&\\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]/' ${containerd}; ${restartRuntime}`,
		wait: 30,
	},
	{
		finding: 'pause-image-unreachable',
		host: 'w1',
		break: `sed -i 's#sandbox_image = .*#sandbox_image = "registry.rig/google_containers/pause:9.9"#' ${containerd}; ${restartRuntime}; for pod in $(crictl -r unix:///run/containerd/containerd.sock pods -q); do crictl -r unix:///run/containerd/containerd.sock stopp "$pod"; crictl -r unix:///run/containerd/containerd.sock rmp -f "$pod"; done`,
		wait: 40,
	},
	{
		finding: 'etcd-down',
		host: 'm2',
		break: `sed -i 's/--data-dir=/--data-dirr=/' ${manifests}/etcd.yaml`,
		wait: 40,
		byHand: `sed -i 's/--data-dirr=/--data-dir=/' ${manifests}/etcd.yaml`,
	},
	{
		finding: 'etcd-quorum-lost',
		host: 'm2',
		also: ['m3'],
		break: `sed -i 's/--data-dir=/--data-dirr=/' ${manifests}/etcd.yaml`,
		wait: 40,
		byHand: `sed -i 's/--data-dirr=/--data-dir=/' ${manifests}/etcd.yaml`,
	},
	{finding: 'manifest-missing', host: 'm2', break: `mv ${manifests}/etcd.yaml /root/`, wait: 30},
	{finding: 'manifest-missing', host: 'm3', break: `mv ${manifests}/kube-apiserver.yaml /root/`, wait: 30},
	{
		finding: 'api-server-flag-wrong',
		host: 'm3',
		break: `sed -i 's/--etcd-servers=/--etcd-server=/' ${manifests}/kube-apiserver.yaml`,
		wait: 40,
		byHand: `sed -i 's/--etcd-server=/--etcd-servers=/' ${manifests}/kube-apiserver.yaml`,
	},
	{
		finding: 'certificates-expired',
		host: 'm2',
		break: serve(ownNames, -1),
		wait: 40,
	},
	{
		finding: 'certificate-lacks-name',
		host: 'm2',
		break: serve('echo subjectAltName=DNS:kubernetes,IP:127.0.0.1', 365),
		wait: 40,
	},
	{
		finding: 'certificate-key-differs',
		host: 'm3',
		break: `cd /etc/kubernetes/pki && openssl genrsa -out apiserver.key 2048 && ${startAnew('kube-apiserver')}`,
		wait: 40,
	},
	{
		finding: 'certificate-key-differs',
		host: 'm2',
		break: `cd /etc/kubernetes/pki/etcd && openssl genrsa -out server.key 2048 && ${startAnew('etcd')}`,
		wait: 40,
	},
	{
		finding: 'cni-plugin-missing',
		host: 'w1',
		break: 'mv /opt/cni/bin/bridge /root/; systemctl restart containerd',
		wait: 30,
	},
	{
		finding: 'resolver-file-missing',
		host: 'w1',
		break: `echo 'resolvConf: /run/systemd/resolve/resolv.conf' >> /var/lib/kubelet/config.yaml; systemctl restart kubelet`,
		wait: 15,
	},
	{
		finding: 'disk-full',
		host: 'm2',
		break: `${etcdOn('mkdir /root/etcd && cp -a /var/lib/etcd/. /root/etcd && mount -t tmpfs -o size=256m,mode=700 tmpfs /var/lib/etcd && cp -a /root/etcd/. /var/lib/etcd')}; dd if=/dev/zero of=/var/lib/etcd/core bs=1M status=none`,
		wait: 60,
		byHand: `rm -f /var/lib/etcd/core; ${etcdOn('rm -rf /root/etcd && cp -a /var/lib/etcd /root/etcd && umount /var/lib/etcd && rm -rf /var/lib/etcd/member && cp -a /root/etcd/. /var/lib/etcd && rm -rf /root/etcd')}`,
	},
	{finding: 'forwarding-off', host: 'w1', break: 'sysctl -w net.ipv4.ip_forward=0', wait: 2},
	{finding: 'bridge-filtering-off', host: 'w1', break: 'sysctl -w net.bridge.bridge-nf-call-iptables=0', wait: 2},
	{
		finding: 'vrrp-filtered',
		host: 'm1',
		also: ['m2', 'm3'],
		break: 'iptables -I INPUT -p 112 -j DROP',
		wait: 15,
	},
	{
		finding: 'vrrp-ids-differ',
		host: 'm3',
		break: `sed -i 's/virtual_router_id .*/virtual_router_id 199/' ${keepalived}; systemctl restart keepalived`,
		wait: 15,
	},
	{finding: 'keepalived-down', host: 'm1', also: ['m2', 'm3'], break: 'systemctl stop keepalived', wait: 5},
	{finding: 'haproxy-down', host: 'm1', also: ['m2', 'm3'], break: 'systemctl stop haproxy', wait: 10},
	{
		finding: 'haproxy-config-broken',
		host: 'm2',
		break: `echo 'lissten x' >> ${haproxy}; systemctl restart haproxy || true`,
		wait: 10,
	},
	{
		finding: 'haproxy-server-port-wrong',
		host: 'm1',
		also: ['m2', 'm3'],
		break: `sed -i 's/:6443/:6444/' ${haproxy}; systemctl restart haproxy`,
		wait: 15,
	},
	{
		finding: 'hostname-unresolved',
		host: 'w1',
		break: "sed -i '/[[:space:]]w1\\([[:space:]]\\|$\\)/d' /etc/hosts",
		wait: 2,
	},
	{finding: 'node-cordoned', host: 'm1', break: `${kubectl} cordon w1`, wait: 2},
	{finding: 'kube-proxy-down', host: 'm1', break: `${kubectl} -n kube-system delete daemonset kube-proxy`, wait: 10},
	{
		finding: 'cluster-configuration-unreadable',
		host: 'm1',
		break: `${kubectl} -n kube-system delete configmap kubeadm-config`,
		wait: 2,
	},
	{
		finding: 'token-expired',
		host: 'm3',
		pasted: true,
		break: join('abcdef.0123456789abcdef', hash),
		wait: 0,
	},
	{
		finding: 'ca-hash-wrong',
		host: 'm3',
		pasted: true,
		break: `token=$(${kubectl.replace('kubectl', 'kubeadm')} token create --ttl 5m); ${join('$token', `sha256:${'0'.repeat(64)}`)}`,
		wait: 0,
	},
];
