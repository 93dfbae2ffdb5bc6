// ip, ping and arping: what the machine has, and what it hears.
import {failed, said, type LabCommand} from '../command.ts';
import {digest} from '../machine.ts';
import {holderFor, holdersOf, linked} from '../network.ts';
import {readOptions} from '../options.ts';
import {resolve} from '../resolve.ts';

const ping: LabCommand = {
	names: ['ping'],
	changes: false,
	run: async (args, at) => {
		const {flags, values, words} = readOptions(args, ['-c', '-W', '-w', '-i', '-I', '-s', '-t', '-M']);
		const name = words[0];
		if (name === undefined) return failed('ping: usage error: Destination address required\n');
		const address = resolve(at.world, at.files, name);
		if (address === undefined) return failed(`ping: ${name}: Name or service not known\n`, 2);
		const count = Math.min(Number(values.get('-c') ?? 4), 20);
		const holder = holderFor(at.world, at.machine, address);
		const outside = !holder && Object.values(at.world.outside.names).includes(address) && !at.machine.cut;
		const gateway = address === '10.77.0.1' && !at.machine.cut;
		const answers = holder !== undefined || outside || gateway;
		if (answers) remember(at.machine, at.world, address);
		await at.pass(answers ? (count - 1) * 1000 + 1 : Number(values.get('-w') ?? values.get('-W') ?? 10) * 1000);
		const lines = [`PING ${name} (${address}) 56(84) bytes of data.`];
		for (let sequence = 1; sequence <= (answers ? count : 0); sequence++)
			lines.push(
				`64 bytes from ${name === address ? address : `${name} (${address})`}: icmp_seq=${sequence} ttl=64 time=0.${300 + ((sequence * 37) % 200)} ms`,
			);
		if (!answers && !flags.has('-q'))
			lines.push(`From ${at.machine.addresses[0]?.address} icmp_seq=1 Destination Host Unreachable`);
		const loss = answers
			? `${count} packets transmitted, ${count} received, 0% packet loss, time ${(count - 1) * 1000}ms`
			: `${count} packets transmitted, 0 received, +1 errors, 100% packet loss, time ${(count - 1) * 1000}ms`;
		lines.push(
			'',
			`--- ${name} ping statistics ---`,
			loss,
			answers ? 'rtt min/avg/max/mdev = 0.301/0.388/0.462/0.041 ms' : '',
		);
		return said(`${lines.join('\n')}\n`, answers ? 0 : 1);
	},
};

/** The kernel keeps whom it has heard of. */
const remember = (
	machine: Parameters<typeof linked>[0],
	world: Parameters<typeof holdersOf>[0],
	address: string,
): void => {
	const holder = holdersOf(world, address).find(other => other !== machine && linked(machine, other));
	const mac = holder?.mac ?? (address === '10.77.0.1' ? '52:54:00:00:00:01' : undefined);
	if (mac !== undefined) machine.neighbours = {...machine.neighbours, [address]: mac};
};

const arping: LabCommand = {
	names: ['arping'],
	run: async (args, at) => {
		const {flags, values, words} = readOptions(args, ['-c', '-I', '-i', '-w', '-s', '-S', '-W', '-C']);
		const address = resolve(at.world, at.files, words[0] ?? '');
		if (address === undefined) return failed(`arping: ${words[0] ?? ''}: Name or service not known\n`, 2);
		const count = Number(values.get('-c') ?? 3);
		const own = at.machine.addresses[0]?.address ?? '';
		if (flags.has('-U') || flags.has('-A')) {
			for (const other of Object.values(at.world.machines))
				if (linked(at.machine, other) && other !== at.machine)
					other.neighbours = {...other.neighbours, [address]: at.machine.mac};
			return said(
				`ARPING ${address} from ${address} eth0\nSent ${count} probes (${count} broadcast(s))\nReceived 0 response(s)\n`,
			);
		}
		const answering = holdersOf(at.world, address).filter(
			machine => machine !== at.machine && linked(at.machine, machine),
		);
		await at.pass(answering.length > 0 ? count * 1000 : Number(values.get('-w') ?? count) * 1000);
		const lines = [`ARPING ${address} from ${flags.has('-D') ? '0.0.0.0' : own} eth0`];
		for (const machine of answering)
			for (let turn = 0; turn < (flags.has('-f') || flags.has('-D') ? 1 : count); turn++)
				lines.push(
					`Unicast reply from ${address} [${machine.mac.toUpperCase()}]  0.${700 + (Number.parseInt(digest(turn, machine.name).slice(0, 2), 16) % 90)}ms`,
				);
		const received = lines.length - 1;
		lines.push(
			`Sent ${flags.has('-D') && received > 0 ? 1 : count} probes (1 broadcast(s))`,
			`Received ${received} response(s)`,
		);
		const exit = flags.has('-D') ? (received > 0 ? 1 : 0) : received > 0 ? 0 : 1;
		return said(flags.has('-q') ? '' : `${lines.join('\n')}\n`, exit);
	},
};

export const reachCommands: readonly LabCommand[] = [ping, arping];
