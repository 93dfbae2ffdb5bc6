// tcpdump hears VRRP: who announces which router on this wire. Nothing else is spoken aloud in the lab.
import {failed, said, type LabCommand} from '../command.ts';
import {linked} from '../network.ts';
import {readOptions} from '../options.ts';
import {formatDate} from '../date-format.ts';

export const tcpdump: LabCommand = {
	names: ['tcpdump'],
	run: async (args, at) => {
		const {values, words} = readOptions(args, ['-c', '-i', '-w', '-r', '-s', '-G', '-W', '-B']);
		const nic = values.get('-i') ?? 'eth0';
		if (nic !== 'eth0' && nic !== 'any' && nic !== 'lo')
			return failed(`tcpdump: ${nic}: No such device exists\n(SIOCGIFHWADDR: No such device)\n`);
		const filter = words.join(' ');
		const wanted = Number(/ip\[21\] ?=+ ?(\d+)/.exec(filter)?.[1] ?? Number.NaN);
		const count = Number(values.get('-c') ?? 3);
		await at.pass(1000);
		const heard = /vrrp|proto 112|^$/.test(filter)
			? Object.values(at.world.machines)
					.filter(machine => linked(at.machine, machine))
					.flatMap(machine =>
						(machine.keepalived?.instances ?? [])
							.filter(({state}) => state === 'MASTER')
							.map(instance => ({machine, instance})),
					)
					.filter(({instance}) => Number.isNaN(wanted) || instance.config.vrid === wanted)
			: [];
		// A silent wire keeps it waiting, until whoever called it loses patience.
		if (heard.length === 0) for (;;) await at.pass(60_000);
		const line = (index: number): string => {
			const {machine, instance} = heard[index % heard.length]!;
			const from = machine.addresses[0]?.address ?? '';
			return `${formatDate('%H:%M:%S', at.now())}.${100_000 + index * 1013} IP ${from} > 224.0.0.18: VRRPv2, Advertisement, vrid ${instance.config.vrid}, prio ${instance.effective}, authtype simple, intvl 1s, length 20\n`;
		};
		return {
			...said(Array.from({length: count}, (_, index) => line(index)).join('')),
			stderr: `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\nlistening on ${nic}, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n${count} packets captured\n`,
		};
	},
};

/** The lab's packets leave no traces. */
const conntrack: LabCommand = {names: ['conntrack'], changes: false, run: () => said('')};

export const wireCommands: readonly LabCommand[] = [tcpdump, conntrack];
