// nc (netcat-openbsd): is a port open, and who listens.
import {type LabCommand, failed} from '../command.ts';
import {reach} from '../reach.ts';
import {resolve} from '../resolve.ts';

const errors = {
	refused: 'Connection refused',
	timeout: 'Connection timed out',
	unreachable: 'No route to host',
} as const;

export const nc: LabCommand = {
	names: ['nc', 'ncat', 'netcat'],
	run: async (args, at) => {
		const flags = args.filter(arg => /^-[a-zA-Z]/.test(arg)).join('');
		const values = args.filter((arg, index) => !arg.startsWith('-') && !/^-\w*[wps]$/.test(args[index - 1] ?? ''));
		const wait = args.findIndex(arg => /^-\w*w$/.test(arg));
		if (flags.includes('l')) {
			const port = Number(values.at(-1) ?? args[args.indexOf('-p') + 1]);
			// A listener in the foreground ends with its terminal: the lab has none that stays.
			if (!Number.isInteger(port))
				return failed('usage: nc [-46CDdFhklNnrStUuvZz] [-w timeout] [destination] [port]\n');
			at.machine.strangers[port] = 'nc';
			return {};
		}
		const [host, ports] = values;
		if (host === undefined || ports === undefined)
			return failed('usage: nc [-46CDdFhklNnrStUuvZz] [-w timeout] [destination] [port]\n');
		const address = resolve(at.world, at.files, host);
		if (address === undefined)
			return failed(`nc: getaddrinfo for host "${host}" port ${ports}: Name or service not known\n`);
		const [first = 0, last = first] = ports.split('-').map(Number);
		let stderr = '';
		let open = false;
		for (let port = first; port <= last; port++) {
			const udp = flags.includes('u');
			const target = reach(at.world, at.filesOf, at.machine, address, port, {protocol: udp ? 'udp' : 'tcp'});
			const error = errors[target.outcome as keyof typeof errors];
			if (target.outcome === 'timeout') await at.pass((wait === -1 ? 130 : Number(args[wait + 1])) * 1000);
			if (target.outcome === 'unreachable') await at.pass(3060);
			if (error === undefined) open = true;
			if (!flags.includes('v')) continue;
			const what = `${host} ${port} port [${udp ? 'udp' : 'tcp'}/*]`;
			stderr +=
				error === undefined
					? `Connection to ${what} succeeded!\n`
					: `nc: connect to ${host} port ${port} (${udp ? 'udp' : 'tcp'}) failed: ${error}\n`;
		}
		return {stderr, exit: open ? 0 : 1};
	},
};
