// What Calico's containers do on a node: the plugin and its configuration, then the agent that knows the node.
import {digest} from '../machine.ts';
import {type Inside, type Program, stamp} from './inside.ts';
import {plainText} from './loose.ts';
import {list} from './objects.ts';
import type {At} from './pod-status.ts';
import type {Trouble} from './sandbox.ts';

const nodename = '/var/lib/calico/nodename';

const config = {
	name: 'k8s-pod-network',
	cniVersion: '0.3.1',
	plugins: [
		{
			type: 'calico',
			datastore_type: 'kubernetes',
			mtu: 0,
			nodename_file_optional: false,
			ipam: {type: 'calico-ipam', assign_ipv4: 'true', assign_ipv6: 'false'},
			policy: {type: 'k8s'},
			kubernetes: {kubeconfig: '/etc/cni/net.d/calico-kubeconfig'},
		},
		{type: 'bandwidth', capabilities: {bandwidth: true}},
		{type: 'portmap', snat: true, capabilities: {portMappings: true}},
	],
};

/** It brings the plugins that its configuration needs. */
export const installCalico: Program['life'] = ({files, say}) => {
	for (const name of ['calico', 'calico-ipam', 'bandwidth', 'portmap', 'loopback', 'host-local', 'tuning'])
		files.write(`/opt/cni/bin/${name}`, '', 0o755);
	files.write('/etc/cni/net.d/10-calico.conflist', `${JSON.stringify(config, undefined, 2)}\n`, 0o600);
	files.write('/etc/cni/net.d/calico-kubeconfig', '# Kubeconfig file for Calico CNI plugin.\n', 0o600);
	say('Successfully wrote CNI config file 10-calico.conflist');
	return {exit: 0, after: 900};
};

const tunnel = ({machine}: Inside): void => {
	if (machine.links?.some(({name}) => name === 'vxlan.calico')) return;
	(machine.links ??= []).push({
		name: 'vxlan.calico',
		kind: 'vxlan',
		mac: `66:${digest('vxlan.calico', machine.name)
			.slice(0, 10)
			.replace(/(..)(?!$)/g, '$1:')}`,
		mtu: 1450,
		up: true,
		detail: 'vxlan id 4096 local dev eth0 dstport 4789',
	});
};

/** The networks among which the agent looks for its own address. */
const networks = ({spec}: Inside): readonly string[] => {
	const method = ((spec.env ?? []) as readonly {name: string; value?: string}[]).find(
		({name}) => name === 'IP_AUTODETECTION_METHOD',
	)?.value;
	return method?.startsWith('cidr=') === true ? method.slice(5).split(',') : [];
};

export const calicoNode: Program['life'] = inside => {
	const {world, machine, files, say} = inside;
	const address = machine.addresses[0]!.address;
	const wanted = networks(inside);
	if (wanted.length > 0 && !wanted.some(network => address.startsWith(network.replace(/\d+\/24$/, '')))) {
		say(
			stamp(
				world,
				'W',
				'startup.go:449',
				`Unable to auto-detect an IPv4 address using interface CIDRs [${wanted.join(' ')}]: no valid host interfaces found`,
			),
		);
		say(
			stamp(
				world,
				'W',
				'startup.go:471',
				"Couldn't autodetect an IPv4 address. If auto-detecting, choose a different autodetection method. Otherwise provide an explicit address.",
			),
		);
		return {exit: 1, after: 1500};
	}
	files.write(nodename, machine.kubelet?.node ?? machine.hostname);
	tunnel(inside);
	say(stamp(world, 'I', 'startup.go:499', `Using autodetected IPv4 address on interface eth0: ${address}/24`));
	return 'stays';
};

/** A block of 64 addresses of the pool for every node. */
export const calicoBlock = (at: At): string | Trouble => {
	if (!at.files.exists(nodename))
		return {
			reason: 'Network',
			message: `plugin type="calico" failed (add): stat ${nodename}: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/`,
		};
	const pool = list(at.world, 'IPPool')[0];
	if (pool === undefined)
		return {
			reason: 'Network',
			message:
				'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: no configured Calico pools',
		};
	const [first = '10', second = '244'] = plainText(pool.spec?.['cidr']).split('.');
	const index = Object.keys(at.world.machines).indexOf(at.machine.name);
	return `${first}.${second}.${64 + index * 4}.0/26`;
};
