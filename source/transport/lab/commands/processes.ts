// Processes: those of units and containers, and what a learner has started.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {readOptions} from '../options.ts';
import {declarationOf, stopUnit, type Where} from '../systemd.ts';
import {formatDate} from '../date-format.ts';

type Process = {
	readonly pid: number;
	readonly program: string;
	readonly line: string;
	readonly unit?: string;
	readonly port?: number;
	readonly container?: string;
	readonly since: number;
};

const cut = (name: string): string => name.slice(0, 15);

export const processesOf = (at: Shell): readonly Process[] => {
	const {machine, files} = at;
	const units = Object.entries(machine.units).flatMap(([unit, state]): Process[] => {
		const declaration = declarationOf(files, unit);
		if (state.state !== 'active' || !declaration?.program || declaration.type === 'oneshot') return [];
		return [
			{
				pid: state.pid,
				program: declaration.program,
				line: declaration.execStart.replaceAll(/\s+\$\w+/g, ''),
				unit,
				since: state.since,
			},
		];
	});
	const containers = machine.containers
		.filter(container => container.state === 'running')
		.map((container, index): Process => ({
			pid: 6000 + index * 7,
			program: container.name,
			line: container.name,
			container: container.id,
			since: container.created,
		}));
	const strangers = Object.entries(machine.strangers).map(([port, program], index): Process => ({
		pid: 4001 + index,
		program,
		line: program,
		port: Number(port),
		since: machine.booted,
	}));
	return [
		{pid: 1, program: 'systemd', line: '/sbin/init', since: machine.booted},
		{pid: 2, program: 'kthreadd', line: '[kthreadd]', since: machine.booted},
		...units,
		...strangers,
		...containers,
		{pid: 1201, program: 'bash', line: 'bash', since: at.world.now},
	];
};

const whereOf = ({world, machine, files, filesOf}: Shell): Where => ({world, machine, files, filesOf});

const end = (at: Shell, process: Process): void => {
	if (process.port !== undefined) delete at.machine.strangers[process.port];
	if (process.unit !== undefined) {
		const declaration = declarationOf(at.files, process.unit);
		const restarts = declaration?.restartAfter;
		stopUnit(whereOf(at), process.unit);
		// The manager starts again what was killed from outside.
		if (restarts !== undefined)
			at.machine.units[process.unit] = {
				...at.machine.units[process.unit]!,
				state: 'activating',
				since: at.world.now,
			};
	}
	const container = at.machine.containers.find(({id}) => id === process.container);
	if (container) Object.assign(container, {state: 'exited', exitCode: 137, finished: at.world.now});
};

const signalOf = (args: readonly string[]): {readonly probe: boolean; readonly rest: readonly string[]} => {
	const rest: string[] = [];
	let probe = false;
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		if (arg === '-s' || arg === '--signal') probe = /^(SIG)?0$/.test(args[++index] ?? '');
		else if (/^-(\d+|(SIG)?[A-Z]+\d*)$/.test(arg)) probe = arg === '-0';
		else if (arg !== '--') rest.push(arg);
	}
	return {probe, rest};
};

const kill: LabCommand = {
	names: ['kill'],
	run: (args, at) => {
		if (args[0] === '-l') return said('HUP INT QUIT KILL TERM\n');
		const {probe, rest} = signalOf(args);
		const words = rest.filter(word => !word.startsWith('-') || /^-\d+$/.test(word));
		if (words.length === 0)
			return failed(
				'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
				2,
			);
		for (const word of words) {
			const process = processesOf(at).find(({pid}) => pid === Math.abs(Number(word)));
			if (!process) return failed(`bash: line 1: kill: (${word}) - No such process\n`);
			if (!probe && process.pid > 2) end(at, process);
		}
		return said('');
	},
};

const killall: LabCommand = {
	names: ['killall'],
	run: (args, at) => {
		const {probe, rest} = signalOf(args);
		const quiet = rest.includes('-q');
		const names = rest.filter(word => !word.startsWith('-'));
		let stderr = '';
		for (const name of names) {
			const found = processesOf(at).filter(({program}) => cut(program) === cut(name.split('/').at(-1)!));
			if (found.length === 0) stderr += quiet ? '' : `${name}: no process found\n`;
			else if (!probe) for (const process of found) end(at, process);
			if (found.length === 0) return {stderr, exit: 1};
		}
		return said('');
	},
};

const pgrep: LabCommand = {
	names: ['pgrep', 'pkill'],
	run: (args, at) => {
		const {probe, rest} = at.name === 'pkill' ? signalOf(args) : {probe: false, rest: args};
		const {flags, words} = readOptions(rest, ['-u', '-U', '-P', '-g', '-t', '-d']);
		const pattern = new RegExp(flags.has('-x') ? `^(?:${words[0]})$` : (words[0] ?? ''));
		const found = processesOf(at).filter(
			({pid, program, line}) =>
				pid > 2 && program !== 'bash' && pattern.test(flags.has('-f') ? line : cut(program)),
		);
		if (found.length === 0) return {exit: 1, ...(flags.has('-c') && {stdout: '0\n'})};
		if (at.name === 'pkill') {
			if (!probe) for (const process of found) end(at, process);
			return said('');
		}
		if (flags.has('-c')) return said(`${found.length}\n`);
		return said(
			found
				.map(
					({pid, program, line}) =>
						`${pid}${flags.has('-l') ? ` ${cut(program)}` : flags.has('-a') ? ` ${line}` : ''}\n`,
				)
				.join(''),
		);
	},
};

const pidof: LabCommand = {
	names: ['pidof'],
	changes: false,
	run: (args, at) => {
		const names = args.filter(arg => !arg.startsWith('-')).map(name => name.split('/').at(-1)!);
		const found = processesOf(at).filter(({program}) => names.includes(program));
		return found.length === 0
			? {exit: 1}
			: said(args.includes('-q') ? '' : `${found.map(({pid}) => pid).join(' ')}\n`);
	},
};

const ps: LabCommand = {
	names: ['ps'],
	changes: false,
	run: (args, at) => {
		const {values, flags} = readOptions(
			args.map(arg => (/^[a-z]+$/.test(arg) && arg.includes('a') ? '-A' : arg)),
			['-o', '-p', '-C', '-u', '--sort', '--format'],
		);
		const only = values.get('-C');
		const pids = values.get('-p')?.split(',').map(Number);
		const found = processesOf(at).filter(
			({program, pid}) =>
				(only === undefined || only.split(',').includes(program)) && (pids === undefined || pids.includes(pid)),
		);
		const format = values.get('-o') ?? values.get('--format');
		if (format !== undefined) {
			const columns = format.split(',').map(column => column.split('=') as [string, string?]);
			const cells = (process: Process): string[] =>
				columns.map(
					([name]) =>
						({
							pid: String(process.pid),
							comm: cut(process.program),
							args: process.line,
							cmd: process.line,
							command: process.line,
							user: 'root',
							etimes: String(Math.floor((at.world.now - process.since) / 1000)),
							ppid: '1',
							stat: 'Ss',
						})[name] ?? '',
				);
			const head = columns.every(([, title]) => title === '')
				? ''
				: `${columns.map(([name, title]) => title ?? name.toUpperCase()).join(' ')}\n`;
			return {
				stdout: head + found.map(process => `${cells(process).join(' ')}\n`).join(''),
				exit: found.length > 0 ? 0 : 1,
			};
		}
		const full = args.some(arg => /^-?[a-z]*[uf]/i.test(arg)) || flags.has('-f');
		const rows = found.map(process =>
			full
				? `root     ${String(process.pid).padStart(7)}  0.1  0.5 ${formatDate('%H:%M', process.since)} ${process.line}`
				: `${String(process.pid).padStart(7)} ?        00:00:00 ${cut(process.program)}`,
		);
		return said(
			`${full ? 'USER         PID %CPU %MEM START COMMAND' : '    PID TTY          TIME CMD'}\n${rows.map(row => `${row}\n`).join('')}`,
		);
	},
};

export const processCommands: readonly LabCommand[] = [kill, killall, pgrep, pidof, ps];
