import type {Listener} from '../unit.ts';

/** A new connection (or an advertisement) as it comes in at a host. */
export type Packet = {readonly from: string; readonly protocol: Listener['protocol']; readonly port: number};

/** `prohibit` is answered by ICMP "administratively prohibited", which programs read as "No route to host". */
export type Verdict = 'accept' | 'drop' | 'reject' | 'prohibit';

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** An address, or a subnet with its prefix. IPv6 is compared letter by letter. */
export const inSubnet = (address: string, subnet: string): boolean => {
	const [base = '', bits] = subnet.split('/');
	if (bits === undefined || base.includes(':')) return address === base;
	const size = 2 ** (32 - Number(bits));
	return Math.floor(number(address) / size) === Math.floor(number(base) / size);
};

/** `22`, `2379-2380`, `2379:2380`, `80,443`. */
export const inPorts = (port: number, text: string): boolean =>
	text.split(',').some(part => {
		const [low, high] = part.trim().split(/[-:]/).map(Number);
		return port >= low! && port <= (high ?? low!);
	});
