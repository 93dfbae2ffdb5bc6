// Simulated machines without a shell: worlds, disks and consequences, and the lab's own commands called directly. Much
// quicker than a whole lab, for tests of what commands and the cluster do rather than of bash.
import type {Files} from '../../source/transport/lab/files.ts';
import type {CommandResult, Shell} from '../../source/transport/lab/command.ts';
import {labCommands} from '../../source/transport/lab/commands/index.ts';
import {createWorld} from '../../source/transport/lab/create-world.ts';
import {createDisk, type Disk, type Entry} from '../../source/transport/lab/disk.ts';
import {makeImage} from '../../source/transport/lab/image.ts';
import {log, machineTime} from '../../source/transport/lab/journal.ts';
import {powerOff, powerOn} from '../../source/transport/lab/power.ts';
import {virtualFiles} from '../../source/transport/lab/proc.ts';
import {settle} from '../../source/transport/lab/settle.ts';
import {restartUnit, startUnit, stopUnit} from '../../source/transport/lab/systemd.ts';
import {advance} from '../../source/transport/lab/time.ts';
import type {Machine, World} from '../../source/transport/lab/world.ts';

export type Machines = {
	readonly world: World;
	readonly filesOf: (name: string) => Files;
	readonly machine: (name: string) => Machine;
	/** What a command sees on a machine. */
	readonly shell: (
		name: string,
		options?: {readonly stdin?: string; readonly env?: Readonly<Record<string, string>>},
	) => Shell;
	/** One of the lab's commands, with its words separated by blanks; consequences follow. */
	readonly run: (name: string, line: string, stdin?: string) => Promise<Required<CommandResult>>;
	readonly wait: (seconds: number) => void;
	readonly systemctl: (name: string, verb: 'start' | 'stop' | 'restart', unit: string) => void;
	readonly off: (name: string) => void;
	readonly on: (name: string) => void;
	/** Everything as it is now, for `createMachines` to go on from. */
	readonly save: () => string;
};

export const endpoint = '10.77.0.100:9443';

type Saved = {readonly world: World; readonly disks: Readonly<Record<string, Readonly<Record<string, Entry | null>>>>};

export const createMachines = (controlPlanes: number, workers: number, text?: string): Machines => {
	const hosts = [
		...Array.from({length: controlPlanes}, (_, index) => ({
			name: `m${index + 1}`,
			address: `10.77.0.${11 + index}`,
			role: 'control-plane',
		})),
		...Array.from({length: workers}, (_, index) => ({
			name: `w${index + 1}`,
			address: `10.77.0.${21 + index}`,
			role: 'worker',
		})),
	];
	const backends = hosts.filter(({role}) => role === 'control-plane').map(({address}) => address);
	const fresh = createWorld(hosts, Date.UTC(2026, 10, 23, 9, 0, 0), 7, {
		address: '10.77.0.100',
		port: 9443,
		backends,
	});
	const saved = text === undefined ? undefined : (JSON.parse(text) as Saved);
	const world = saved?.world ?? fresh;
	const disks = new Map<string, Disk>();
	for (const {name, address} of hosts) {
		const machine = world.machines[name]!;
		const image = makeImage(fresh.machines[name]!, address);
		const disk = createDisk(image, virtualFiles(machine, world), () => machineTime(world, machine));
		disks.set(name, disk);
		for (const [path, entry] of Object.entries(saved?.disks[name] ?? {}))
			if (entry === null) disk.remove(path);
			else disk.put(path, entry);
	}
	const filesOf = (name: string): Files => disks.get(name)!;
	const calm = (): void => settle(world, filesOf);
	const systemctl: Machines['systemctl'] = (name, verb, unit) => {
		const where = {world, machine: world.machines[name]!, files: filesOf(name), filesOf};
		({start: startUnit, stop: stopUnit, restart: restartUnit})[verb](where, `${unit}.service`);
		calm();
	};
	const shell: Machines['shell'] = (name, {stdin = '', env = {}} = {}) => {
		const machine = world.machines[name]!;
		return {
			world,
			machine,
			files: filesOf(name),
			filesOf,
			stdin,
			stdinBytes: stdin,
			env: new Map(Object.entries(env)),
			cwd: '/root',
			name: '',
			path: path => (path.startsWith('/') ? path : `/root/${path}`),
			now: () => machineTime(world, machine),
			log: (unit, text, identifier = unit) => log(world, machine, unit, identifier, 1, text),
			settle: calm,
			pass: async milliseconds => advance(world, filesOf, world.now + milliseconds),
			within: async (_, work) => work(new AbortController().signal),
			// kubeadm runs systemctl and nothing else.
			exec: async script => {
				for (const [, verb, unit] of script.matchAll(/systemctl (start|stop) (\w+)/g))
					systemctl(name, verb as 'start' | 'stop', unit!);
				return {stdout: '', stderr: '', exit: 0};
			},
			bundled: async () => ({exit: 127}),
			atExit: () => undefined,
			on: () => undefined,
		};
	};
	return {
		world,
		filesOf,
		machine: name => world.machines[name]!,
		shell,
		run: async (name, line, stdin = '') => {
			const [program = '', ...args] = line.split(' ').filter(word => word !== '');
			const command = labCommands.find(({names}) => names.includes(program));
			const done = await command?.run(args, shell(name, {stdin}));
			calm();
			return {stdout: '', stderr: '', exit: 0, ...done};
		},
		wait: seconds => advance(world, filesOf, world.now + seconds * 1000),
		systemctl,
		off: name => powerOff(world, filesOf, name),
		on: name => powerOn(world, filesOf, name),
		save: () =>
			JSON.stringify({
				world,
				disks: Object.fromEntries([...disks].map(([name, disk]) => [name, disk.difference()])),
			} satisfies Saved),
	};
};
