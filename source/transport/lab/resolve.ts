// Names: what a machine's own hosts file says, then what the DNS outside says.
import type {Files} from './files.ts';
import type {World} from './world.ts';

const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/;

export const isAddress = (text: string): boolean => ipv4.test(text) || text.includes(':');

/** The first line of /etc/hosts that has the name, as glibc does. */
const inHosts = (files: Files, name: string): string | undefined => {
	for (const line of (files.read('/etc/hosts') ?? '').split('\n')) {
		const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
		if (names.some(other => other.toLowerCase() === name) && ipv4.test(address!)) return address;
	}
	return undefined;
};

/** The address behind a name as a program on this machine finds it; an address is its own. */
export const resolve = (world: World, files: Files, name: string): string | undefined => {
	const wanted = name.toLowerCase().replace(/\.$/, '');
	if (isAddress(wanted)) return wanted;
	return inHosts(files, wanted) ?? (wanted === 'localhost' ? '127.0.0.1' : world.outside.names[wanted]);
};
