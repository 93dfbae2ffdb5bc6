// Simulated hosts for tests: bare, balanced by haproxy and keepalived, or a small cluster made by kubeadm.
import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createLab, type Lab, type LabHost} from '../../source/transport/lab/lab.ts';
import type {CommandResult} from '../../source/transport/lab/command.ts';

export type Hosts = {
	readonly lab: Lab;
	/** A line as root on a host; throws with what it said when it must not fail and does. */
	readonly run: (host: string, script: string) => Promise<Required<CommandResult>>;
	readonly must: (host: string, script: string) => Promise<string>;
};

const host = (name: string): LabHost => ({
	name,
	address: `10.77.0.${name.startsWith('m') ? 10 + Number(name.slice(1)) : 20 + Number(name.slice(1))}`,
	role: name.startsWith('m') ? 'control-plane' : 'worker',
});

const handle = (lab: Lab): Hosts => {
	const run = (name: string, script: string): Promise<Required<CommandResult>> => lab.open(name).run(script);
	return {
		lab,
		run,
		must: async (name, script) => {
			const done = await run(name, script);
			if (done.exit !== 0) throw new Error(`${name}# ${script}\n${done.stdout}${done.stderr}`);
			return done.stdout;
		},
	};
};

/** Clocks are right: what a wrong one does is another test's business. */
const onTime = (lab: Lab): Lab => {
	for (const machine of Object.values(lab.world.machines)) machine.clockOffset = 0;
	return lab;
};

export const bareHosts = (...names: readonly string[]): Hosts => handle(onTime(createLab({hosts: names.map(host)})));

const sources = (directory: string): readonly string[] =>
	readdirSync(directory, {withFileTypes: true}).flatMap(entry =>
		entry.isDirectory() ? sources(join(directory, entry.name)) : [join(directory, entry.name)],
	);

/** Made once for every state of the lab's sources: building a cluster takes a second, reading it back does not. */
const kept = async (name: string, names: readonly string[], build: (hosts: Hosts) => Promise<void>): Promise<Hosts> => {
	const root = join(import.meta.dirname, '../..');
	const hash = createHash('sha256');
	for (const path of [...sources(join(root, 'source/transport/lab')), import.meta.filename])
		hash.update(readFileSync(path));
	const folder = join(root, 'node_modules/.cache/kubewalk-lab');
	const path = join(folder, `${name}-${hash.digest('hex').slice(0, 20)}.json`);
	try {
		return handle(createLab({hosts: names.map(host), saved: readFileSync(path, 'utf8')}));
	} catch {
		const hosts = bareHosts(...names);
		await build(hosts);
		mkdirSync(folder, {recursive: true});
		const mine = `${path}.${process.pid}`;
		writeFileSync(mine, hosts.lab.save());
		renameSync(mine, path);
		return hosts;
	}
};

export const haproxyConfig = (options = 'check check-ssl verify none'): string => `global
    log /dev/log local0
    maxconn 4000
defaults
    log global
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend apiserver
    bind *:9443
    default_backend apiservers
backend apiservers
    option httpchk GET /readyz
    http-check expect status 200
    balance roundrobin
    default-server inter 2s fall 2 rise 2 ${options}
    server m1 10.77.0.11:6443
    server m2 10.77.0.12:6443
    server m3 10.77.0.13:6443
`;

export const keepalivedConfig = (name: string, priority: number, weight = -20): string => `global_defs {
    router_id ${name}
    script_user root
    enable_script_security
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
    interval 2
    fall 2
    rise 2
    weight ${weight}
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority ${priority}
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass k8srig
    }
    virtual_ipaddress {
        10.77.0.100/24
    }
    track_script {
        chk_haproxy
    }
}
`;

export const write = (path: string, text: string): string => `cat > ${path} <<'END_OF_FILE'\n${text}END_OF_FILE\n`;

/** The installer's own firewall lets nothing in but ssh. */
const open = 'systemctl disable --now nftables; nft flush ruleset; ';

/** m1, m2 and m3 share 10.77.0.100:9443; m1 holds the address. No API server runs yet. */
export const balancedHosts = (): Promise<Hosts> =>
	kept('balanced', ['m1', 'm2', 'm3'], async ({must}) => {
		for (const [index, name] of ['m1', 'm2', 'm3'].entries()) {
			await must(
				name,
				`${open}apt-get update && apt-get install -y haproxy keepalived psmisc curl iptables netcat-openbsd`,
			);
			await must(name, `${write('/etc/haproxy/haproxy.cfg', haproxyConfig())}systemctl restart haproxy`);
			const config = write('/etc/keepalived/keepalived.conf', keepalivedConfig(name, 101 - index));
			await must(name, `${config}systemctl restart keepalived`);
		}
		await must('m1', 'sleep 10');
	});

/** Who has the virtual address on its interface now. */
export const holders = ({lab}: Hosts): readonly string[] =>
	Object.values(lab.world.machines)
		.filter(machine => machine.addresses.some(entry => entry.address === '10.77.0.100'))
		.map(machine => machine.name);

const kubernetes = 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/';

const prepare = `${open}
	apt-get update && apt-get install -y curl gpg iptables
	swapoff -a
	modprobe overlay
	modprobe br_netfilter
	sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
	install -d /etc/apt/keyrings
	curl -fsSL https://download.docker.com/linux/debian/gpg -o /etc/apt/keyrings/docker.asc
	echo 'deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian bookworm stable' > /etc/apt/sources.list.d/docker.list
	curl -fsSL ${kubernetes}Release.key | gpg --dearmor -o /etc/apt/keyrings/kubernetes.gpg
	echo 'deb [signed-by=/etc/apt/keyrings/kubernetes.gpg] ${kubernetes} /' > /etc/apt/sources.list.d/kubernetes.list
	apt-get update && apt-get install -y containerd.io kubelet kubeadm kubectl cri-tools
	containerd config default | sed 's/SystemdCgroup = false/SystemdCgroup = true/' > /etc/containerd/config.toml
	systemctl restart containerd
	systemctl enable kubelet
`;

/** m1 is the control plane, w1 a worker; flannel connects their pods and CoreDNS runs. */
export const cluster = (): Promise<Hosts> =>
	kept('cluster', ['m1', 'w1'], async ({must}) => {
		for (const name of ['m1', 'w1']) await must(name, prepare);
		const said = await must('m1', 'kubeadm init --pod-network-cidr 10.244.0.0/16');
		await must('m1', 'mkdir -p ~/.kube && cp /etc/kubernetes/admin.conf ~/.kube/config');
		const join = /^(kubeadm join [\s\S]*?sha256:\w+)/m.exec(said)?.[1] ?? 'false';
		await must('w1', join);
		await must(
			'm1',
			'kubectl apply -f https://github.com/flannel-io/flannel/releases/latest/download/kube-flannel.yml',
		);
		await must('m1', 'kubectl wait --for=condition=Ready node --all --timeout=180s');
		await must('m1', 'kubectl -n kube-system rollout status deployment/coredns --timeout=180s');
	});

/** m1 is a control plane of 1.20, whose kubelet has the shim for Docker inside. No network yet. */
export const dockerControlPlane = (): Promise<Hosts> =>
	kept('docker', ['m1'], async ({must}) => {
		await must(
			'm1',
			`${open}apt-get update && apt-get install -y docker.io iptables
			swapoff -a; modprobe br_netfilter; sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
			echo 'deb [trusted=yes] https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main' > /etc/apt/sources.list.d/old.list
			apt-get update && apt-get install -y kubeadm=1.20.2-00 kubelet=1.20.2-00 kubectl=1.20.2-00`,
		);
		await must('m1', 'kubeadm init --kubernetes-version v1.20.2 --image-repository registry.k8s.io');
	});
