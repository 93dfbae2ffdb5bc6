// timeout counts simulated time: a command that waits longer than it may ends with 124.
import {quote} from '../../../engine/script.ts';
import {failed, type LabCommand} from '../command.ts';

const lengths: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600, d: 86_400};

export const timeout: LabCommand = {
	names: ['timeout'],
	changes: false,
	run: async (args, at) => {
		let index = 0;
		while (index < args.length && args[index]!.startsWith('-')) index += /^-[ks]$/.test(args[index]!) ? 2 : 1;
		const [duration = '', ...command] = args.slice(index);
		const match = /^(\d*\.?\d+)([smhd]?)$/.exec(duration);
		if (!match)
			return failed(
				`timeout: invalid time interval ‘${duration}’\nTry 'timeout --help' for more information.\n`,
				125,
			);
		if (command.length === 0)
			return failed("timeout: missing operand\nTry 'timeout --help' for more information.\n", 125);
		const done = await at.within(Number(match[1]) * (lengths[match[2] || 's'] ?? 1) * 1000, signal =>
			at.exec(command.map(quote).join(' '), {stdin: at.stdin, signal}),
		);
		return done ?? {exit: 124};
	},
};
