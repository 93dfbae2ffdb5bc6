// A machine with a second network, as VirtualBox and some clouds give it: the default route leads there, and not through
// the network that the plan is for. The address is the same on every machine, and no machine hears another on it.
import type {Files} from './files.ts';
import {resolve} from './resolve.ts';
import type {Address, Machine, World} from './world.ts';

export const uplink = {nic: 'eth1', address: '10.0.2.15', prefix: 24} as const satisfies Address;
export const uplinkGateway = '10.0.2.2';

export const hasUplink = ({addresses}: Pick<Machine, 'addresses'>): boolean =>
	addresses.some(({nic}) => nic === uplink.nic);

/** The address of the interface with the default route: what programs take for the machine's own. */
export const defaultAddress = (machine: Pick<Machine, 'addresses'>): string =>
	hasUplink(machine) ? uplink.address : machine.addresses[0]!.address;

/** As the kubelet finds it: --node-ip, else what its name means where that is the machine's own, else the default route's. */
export const nodeAddressOf = (world: World, machine: Machine, files: Files): string => {
	const {node = machine.hostname, nodeIp} = machine.kubelet ?? {};
	const named = resolve(world, files, node);
	return nodeIp ?? machine.addresses.find(({address}) => address === named)?.address ?? defaultAddress(machine);
};
