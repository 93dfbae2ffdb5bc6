// The stages before there is a cluster.
import {everywhere, type Breaks} from './broken.ts';

const mounted = (line: string): string => `awk() { command awk "$1" <<< '/dev/vda1 / ext4 rw 0 0
${line}'; }`;

const noTime = 'systemctl stop chrony';

const survey: Breaks = {
	root: {shown: 'id() { if [ "$1" = -u ]; then echo 1000; else echo ops; fi; }'},
	'operating-system': {machine: machine => void (machine.kernel = '4.19.0-26-amd64')},
	'processors-and-memory': {machine: machine => void (machine.memoryMiB = 1024)},
	disk: {shown: 'df() { echo head; echo "/dev/vda1 30788340 28000000 2000000 94% /"; }'},
	'cgroup-version': {machine: machine => void (machine.cgroup = 1)},
	identity: {by: ': > /etc/machine-id'},
	'proxy-mode': {lab: 'cilium', machine: machine => void (machine.kernel = '5.10.0-28-amd64')},
	'cilium-kernel': {lab: 'cilium', machine: machine => void (machine.kernel = '5.4.0-150-generic')},
	architecture: {shown: 'uname() { echo armv7l; }'},
	'cgroup-controllers': {shown: 'cat() { echo cpuset cpu io pids; }'},
	'inotify-limits': {by: 'sysctl -w fs.inotify.max_user_instances=64'},
	'apparmor-parser': {shown: 'cat() { echo Y; }'},
	'clock-plausible': {by: `${noTime}; date -s '2006-01-01 00:00:00'`},
	'package-database': {shown: 'dpkg() { echo " containerd.io  An open and reliable container runtime"; }'},
	inodes: {shown: 'df() { echo head; echo "/dev/vda1 1966080 1950000 16080 99% /"; }'},
	'writable-directories': {shown: mounted('/dev/vdb1 /opt ext4 rw,nosuid,noexec 0 0')},
	'storage-kind': {shown: mounted('nas:/k8s /var/lib nfs4 rw 0 0')},
	'room-in-run': {shown: 'df() { echo head; echo "tmpfs 401984 400000 1984 99% /run"; }'},
	'own-address': {by: 'ip addr del 10.77.0.11/24 dev eth0'},
	'other-hosts': {lab: 'debian-12', by: 'w2: systemctl poweroff'},
	'free-ports': {lab: 'debian-12', machine: machine => void (machine.strangers[6443] = 'nginx')},
	'subnets-free': {by: 'ip route add 10.244.200.0/24 via 10.77.0.1'},
	localhost: {by: 'echo 10.77.0.9 localhost > /etc/hosts'},
	'proxy-exceptions': {by: 'echo https_proxy=http://proxy.example:3128 >> /etc/environment'},
	'earlier-cluster': {lab: 'debian-12', by: 'mkdir -p /var/lib/etcd/member'},
	'pod-dns-servers': {by: 'echo nameserver 127.0.0.53 > /etc/resolv.conf'},
	'retired-mirrors': {lab: 'centos-7', untilRun: ':'},
	'own-package-source': {lab: 'docker', by: 'rm /etc/yum.repos.d/kubewalk.repo'},
	'fetching-tools': {lab: 'debian-12', untilRun: ':'},
	'sources-answer': {
		machine: (_, {outside}) => {
			for (const [base, source] of Object.entries(outside.packageSources))
				if (base.includes('pkgs.k8s.io')) source.reachable = false;
		},
	},
	'source-key': {machine: (_, world) => void (world.now = Date.UTC(2028, 0, 1))},
	'registry-tags': {machine: (_, {outside}) => void (outside.registries['registry.k8s.io']!.lacks = ['etcd'])},
	'package-versions': {
		machine: (_, {outside}) => {
			for (const {packages} of Object.values(outside.packageSources))
				if (packages['kubeadm']) packages['kubeadm'] = ['1.20.2-00'];
		},
	},
	'archive-checksums': {lab: 'docker', shown: 'sha256sum() { cat > /dev/null; echo "0123abcd  -"; }'},
	'clock-skew': {by: `${noTime}; date -s "@$(($(date +%s) + 600))"`},
};

const system: Breaks = {
	hostname: {by: 'hostnamectl set-hostname localhost'},
	'hosts-file': {by: "sed -i '/ m2$/d' /etc/hosts"},
	'open-ports-firewalld': {lab: 'rocky-9', untilRun: ':'},
	'open-ports-ufw': {lab: 'ubuntu-24.04', untilRun: 'ufw --force enable'},
	'open-ports-iptables': {
		lab: 'debian-12',
		untilRun: 'apt-get update && apt-get install -y iptables && nft flush ruleset && iptables -P INPUT DROP',
	},
	'open-ports-nftables': {
		by: 'nft delete rule inet filter input handle "$(nft -a list ruleset | awk \'/kubewalk-ssh/ {print $NF}\')"',
	},
	'firewall-off': {lab: 'docker', by: 'systemctl enable --now firewalld'},
	'selinux-permissive': {lab: 'rocky-9', untilRun: ':'},
	'swap-off-now': {by: 'swapon /dev/vda5'},
	'swap-off-after-reboot': {by: "echo '/swap none swap sw 0 0' >> /etc/fstab"},
	'modules-now': {lab: 'debian-12', untilRun: ':'},
	'modules-at-boot': {by: 'rm /etc/modules-load.d/kubewalk.conf'},
	'kernel-parameters-now': {by: 'sysctl -w net.ipv4.ip_forward=0'},
	'kernel-parameters-last-word': {by: 'echo net.ipv4.ip_forward = 0 > /etc/sysctl.d/99-hardening.conf'},
	'ipvs-tools': {lab: 'docker', by: 'dnf remove -y ipvsadm'},
	'ipvs-modules-now': {
		lab: 'docker',
		machine: machine => void (machine.modules = machine.modules.filter(name => name !== 'ip_vs_sh')),
	},
	'ipvs-modules-at-boot': {lab: 'docker', by: 'rm /etc/modules-load.d/kubewalk-ipvs.conf'},
	'nft-tool': {by: 'rm "$(command -v nft)"'},
	'time-service': {by: 'systemctl stop chrony'},
	'clock-synchronised': {by: 'systemctl stop chrony systemd-timesyncd'},
};

const balancer: Breaks = {
	'load-balancer-packages': {by: 'apt-get remove -y keepalived'},
	haproxy: {by: 'systemctl stop haproxy'},
	'virtual-address-free': {lab: 'debian-12', by: 'w1: ip addr add 10.77.0.100/24 dev eth0'},
	keepalived: {by: "sed -i 's/priority 150/priority 90/' /etc/keepalived/keepalived.conf"},
	'one-holder': {on: 'm2', by: 'ip addr add 10.77.0.100/32 dev eth0'},
	'endpoint-answers': {by: everywhere('systemctl stop keepalived haproxy')},
	'external-listener': {lab: 'docker', machine: (_, {outside}) => void delete outside.loadBalancer},
	'external-hairpin': {lab: 'docker', machine: (_, {outside}) => void delete outside.loadBalancer},
};

export const brokenHosts: Breaks = {...survey, ...system, ...balancer};
