// systemd-run: a transient service, at once or when its timer is due.
import {failed, said, type LabCommand} from '../command.ts';

const valued = ['--unit', '-u', '--on-active', '--timer-property', '--property', '-p', '--slice', '--description'];

type Wanted = {readonly options: ReadonlyMap<string, string>; readonly command: readonly string[]};

const read = (args: readonly string[]): Wanted => {
	const options = new Map<string, string>();
	for (let index = 0; index < args.length; index++) {
		const word = args[index]!;
		if (!word.startsWith('-')) return {options, command: args.slice(index)};
		const [name = '', value] = word.split(/=(.*)/s);
		options.set(name, value ?? (valued.includes(name) ? (args[++index] ?? '') : ''));
	}
	return {options, command: []};
};

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

export const systemdRun: LabCommand = {
	names: ['systemd-run'],
	run: async (args, at) => {
		const {options, command} = read(args);
		if (command.length === 0) return failed('Command line to execute required.\n');
		const line = command.map(quoted).join(' ');
		const name = options.get('--unit') ?? options.get('-u') ?? `run-r${at.world.now}`;
		const after = options.get('--on-active');
		const says = (text: string): string => (options.has('--quiet') ? '' : text);
		if (after === undefined) {
			const {exit} = await at.exec(line);
			return {...said('', exit), stderr: says(`Running as unit: ${name}.service\n`)};
		}
		at.machine.timers = [
			...(at.machine.timers ?? []),
			{at: at.world.now + Number(after.replace(/s$/, '')) * 1000, unit: `${name}.timer`, command: line},
		];
		return {stderr: says(`Running timer as unit: ${name}.timer\nWill run service as unit: ${name}.service\n`)};
	},
};
