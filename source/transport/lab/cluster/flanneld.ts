// flannel's daemon: what it insists on, and the file by which its plugin knows the node's subnet.
import {defaultAddress} from '../uplink.ts';
import {type Inside, type Program, stamp, words} from './inside.ts';
import {get} from './objects.ts';
import {specOf} from './pod.ts';

/** Where the other nodes send the packets for this node's pods. */
export const publicIp = 'flannel.alpha.coreos.com/public-ip';

const flannelNetwork = (inside: Inside): string | undefined => {
	const volume = specOf(inside.pod).volumes?.find(entry => entry.configMap !== undefined)?.configMap?.name;
	const text =
		volume && get(inside.world, 'ConfigMap', volume, inside.pod.metadata.namespace)?.data?.['net-conf.json'];
	try {
		return text ? (JSON.parse(text) as {Network?: string}).Network : undefined;
	} catch {
		return undefined;
	}
};

export const number = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const contains = (network: string, inner: string): boolean => {
	const [base = '', length = '32'] = network.split('/');
	const size = 2 ** (32 - Number(length));
	const [address = '', innerLength = '32'] = inner.split('/');
	return (
		Number(innerLength) >= Number(length) && Math.floor(number(base) / size) === Math.floor(number(address) / size)
	);
};

export const flanneld: Program['life'] = inside => {
	const {world, machine, files, say} = inside;
	const name = machine.kubelet?.node ?? machine.hostname;
	const cidr = get(world, 'Node', name)?.spec?.['podCIDR'] as string | undefined;
	const network = flannelNetwork(inside);
	say(
		stamp(
			world,
			'I',
			'main.go:215',
			`CLI flags config: {etcdEndpoints:http://127.0.0.1:4001,http://127.0.0.1:2379 etcdPrefix:/coreos.com/network kubeSubnetMgr:true ipMasq:true subnetFile:/run/flannel/subnet.env}`,
		),
	);
	say(
		stamp(
			world,
			'I',
			'kube.go:163',
			'Creating the node lease for IPv4. This is the n.Spec.PodCIDRs: [' + (cidr ?? '') + ']',
		),
	);
	if (!machine.modules.includes('br_netfilter') && !files.exists('/proc/sys/net/bridge/bridge-nf-call-iptables')) {
		say(
			stamp(
				world,
				'E',
				'main.go:278',
				'Failed to check br_netfilter: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory',
			),
		);
		return {exit: 1, after: 900};
	}
	if (cidr === undefined) {
		say(
			stamp(
				world,
				'E',
				'main.go:359',
				`Error registering network: failed to acquire lease: node "${name}" pod cidr not assigned`,
			),
		);
		return {exit: 1, after: 900};
	}
	if (network === undefined || !contains(network, cidr)) {
		say(
			stamp(
				world,
				'E',
				'main.go:359',
				`Error registering network: failed to acquire lease: subnet "${network ?? ''}" specified in the flannel net config doesn't contain "${cidr}" PodCIDR of the "${name}" node`,
			),
		);
		return {exit: 1, after: 900};
	}
	const pattern = words(inside)
		.find(word => word.startsWith('--iface-regex='))
		?.slice('--iface-regex='.length);
	const ways = machine.addresses.filter(({owner}) => owner === undefined);
	const way =
		(pattern && ways.find(({address}) => new RegExp(pattern).test(address))) ||
		ways.find(({address}) => address === defaultAddress(machine))!;
	say(stamp(world, 'I', 'match.go:259', `Using interface with name ${way.nic} and address ${way.address}`));
	const node = get(world, 'Node', name)!;
	node.metadata.annotations = {...node.metadata.annotations, [publicIp]: way.address};
	const own = cidr.replace(/\d+\/(\d+)$/, '1/$1');
	files.write(
		'/run/flannel/subnet.env',
		`FLANNEL_NETWORK=${network}\nFLANNEL_SUBNET=${own}\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=true\n`,
	);
	say(stamp(world, 'I', 'main.go:435', `Wrote subnet file to /run/flannel/subnet.env`));
	say(stamp(world, 'I', 'main.go:439', 'Running backend.'));
	return 'stays';
};
