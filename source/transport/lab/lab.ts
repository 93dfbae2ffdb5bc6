// The lab's front: simulated hosts behind the same port as real ones.
import type {Clock} from '../../engine/clock.ts';
import type {Transport} from '../../engine/transport.ts';
import type {CommandResult} from './command.ts';
import {createWorld, type LabHost, type LoadBalancer} from './create-world.ts';
import {createDisk, type Disk} from './disk.ts';
import type {Files, FilesOf} from './files.ts';
import {createHost, type Host, type Surroundings} from './host.ts';
import {passWatching} from './keepalived/watch.ts';
import {applyRuleset} from './firewall/nft-text.ts';
import {makeImage} from './image.ts';
import {labTransport} from './lab-transport.ts';
import {machineTime} from './journal.ts';
import {atEase, spend} from './patience.ts';
import {powerOff, powerOn} from './power.ts';
import {virtualFiles} from './proc.ts';
import {fromText, toText} from './save.ts';
import {settle} from './settle.ts';
import type {Outside, World} from './world.ts';

export type {LabHost} from './create-world.ts';

export type LabOptions = {
	readonly hosts: readonly LabHost[];
	/** What `save` answered earlier: the hosts go on as they were. */
	readonly saved?: string;
	/** Where simulated time begins, in milliseconds since 1970. */
	readonly now?: number;
	/** A load balancer outside of the hosts that an operator has set up beforehand, in front of port 6443. */
	readonly loadBalancer?: LoadBalancer;
	/** NFS servers outside of the hosts, by the address or the name that their clients use. */
	readonly fileServers?: Outside['fileServers'];
	/** Lets a person see things happen: simulated time takes real time on `clock`, `factor` times as fast. */
	readonly pace?: {readonly clock: Clock; readonly factor: number};
};

export type LearnerShell = {
	/** One line as root on that host; the working directory and variables stay from line to line. */
	readonly run: (line: string, signal?: AbortSignal) => Promise<Required<CommandResult>>;
	readonly prompt: () => string;
};

export type Lab = {
	readonly transport: Transport;
	/** Simulated: sleeping moves the world on and resolves at once (or at the pace). */
	readonly clock: Clock;
	readonly save: () => string;
	readonly world: World;
	readonly filesOf: FilesOf;
	readonly powerOff: (host: string) => void;
	readonly powerOn: (host: string) => void;
	/** Pulls the network cable, and puts it back. */
	readonly cut: (host: string) => void;
	readonly mend: (host: string) => void;
	readonly open: (host: string) => LearnerShell;
};

const beginning = Date.UTC(2026, 10, 23, 9, 0, 0);

/** Lets the event loop have its turn, so that keys and other hosts' commands are not starved. */
const turn = (): Promise<void> => new Promise(resolve => void setImmediate(resolve));

export const createLab = (options: LabOptions): Lab => {
	const saved = options.saved === undefined ? undefined : fromText(options.saved);
	const hosts = saved?.hosts ?? options.hosts;
	const began = saved?.began ?? options.now ?? beginning;
	const fresh = createWorld(hosts, began, 7, options.loadBalancer, options.fileServers);
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
	const filesOf = (name: string): Files => {
		const disk = disks.get(name);
		if (!disk) throw new Error(`There is no machine ${name} in this lab.`);
		return disk;
	};
	// A machine from the installer has booted: its own firewall is in force.
	if (!saved)
		for (const machine of Object.values(world.machines))
			if (machine.units['nftables.service']?.state === 'active')
				applyRuleset(machine, filesOf(machine.name).read('/etc/nftables.conf') ?? '');
	const calm = (): void => settle(world, filesOf);

	const runOn = async (machine: string, command: string): Promise<number> =>
		(await (await around.hostOf(machine))?.exec(command))?.exit ?? 127;

	const pass = async (wanted: number, signal?: AbortSignal): Promise<void> => {
		if (signal?.aborted) return;
		const milliseconds = spend(wanted);
		// Those who wait at the same time wait together: each moves the world to its own end of the wait, not by it.
		const until = world.now + milliseconds;
		if (options.pace) await options.pace.clock.sleep(milliseconds / options.pace.factor, signal);
		else await turn();
		const impatient = milliseconds < wanted;
		if (impatient || !signal?.aborted) await atEase(() => passWatching(world, filesOf, until, runOn));
	};

	const open = new Map<string, Promise<Host>>();
	const around: Surroundings = {
		world,
		filesOf,
		settle: calm,
		pass: async (milliseconds, signal) => {
			await pass(milliseconds, signal);
			signal?.throwIfAborted();
		},
		hostOf: name => {
			const disk = disks.get(name);
			if (!disk) return undefined;
			// just-bash is large: only who opens a lab pays for it.
			open.set(
				name,
				open.get(name) ??
					import('just-bash').then(library => createHost(library, world.machines[name]!, disk, around)),
			);
			return open.get(name);
		},
	};

	const transport = labTransport(world, around, turn);
	return {
		transport,
		clock: {now: () => world.now, sleep: pass},
		save: () => toText(hosts, began, world, disks),
		world,
		filesOf,
		powerOff: name => {
			transport.lose(name);
			powerOff(world, filesOf, name);
		},
		powerOn: name => powerOn(world, filesOf, name),
		cut: name => {
			const machine = world.machines[name];
			if (machine) machine.cut = true;
			calm();
		},
		mend: name => {
			delete world.machines[name]?.cut;
			calm();
		},
		open: name => {
			let env: Readonly<Record<string, string>> = {};
			let cwd = '/root';
			return {
				prompt: () => `root@${world.machines[name]?.hostname ?? name}:${cwd.replace(/^\/root(?=\/|$)/, '~')}# `,
				run: async (line, signal) => {
					const host = await around.hostOf(name);
					if (!host || world.machines[name]?.power !== 'on')
						return {stdout: '', stderr: `Connection to ${name} closed.\n`, exit: 255};
					const done = await host.exec(line, {env, cwd, ...(signal && {signal})});
					cwd = done.env['PWD'] ?? cwd;
					env = done.env;
					return {stdout: done.stdout, stderr: done.stderr, exit: done.exit};
				},
			};
		},
	};
};
