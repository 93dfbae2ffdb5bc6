// A machine loses power, or boots: what is on the disk stays, everything else begins anew.
import type {FilesOf} from './files.ts';
import {log} from './journal.ts';
import {bootModules, loadModule} from './kernel-modules.ts';
import {bootParameters, setParameter} from './kernel-parameters.ts';
import {uuidOf} from './machine.ts';
import {kindOf} from './machines/kinds.ts';
import {bootSelinux} from './selinux.ts';
import {settle} from './settle.ts';
import {swapsInFstab} from './swap.ts';
import {applySysctlFiles} from './sysctl-files.ts';
import {atUnit, declarationOf, startUnit} from './systemd.ts';
import {isEnabled} from './unit-file.ts';
import type {World} from './world.ts';

export const powerOff = (world: World, filesOf: FilesOf, name: string): void => {
	const machine = world.machines[name];
	if (!machine || machine.power === 'off') return;
	machine.power = 'off';
	const files = filesOf(name);
	for (const [unit, state] of Object.entries(machine.units)) {
		const declaration = declarationOf(files, unit);
		const ran = state.state === 'active';
		const {exitStatus: _, starts: __, ...rest} = state;
		machine.units[unit] = {...rest, state: 'inactive', pid: 0, restarts: 0};
		if (declaration && ran) declaration.stopped?.(atUnit({world, machine, files, filesOf}, declaration, state.pid));
	}
	delete machine.timers;
	machine.addresses = machine.addresses.filter(entry => entry.owner === undefined);
	for (const container of machine.containers)
		if (container.state === 'running')
			Object.assign(container, {state: 'exited', exitCode: 255, finished: world.now});
	machine.strangers = {};
	for (const path of ['/run', '/tmp']) for (const child of files.list(path)) files.remove(`${path}/${child}`);
	settle(world, filesOf);
};

/** Lines of a directory of *.conf files, comments left out: what systemd's boot tools read. */
const confLines = (files: ReturnType<FilesOf>, directories: readonly string[]): string[] =>
	directories
		.flatMap(directory => files.list(directory).map(name => `${directory}/${name}`))
		.filter(path => path.endsWith('.conf'))
		.flatMap(path => (files.read(path) ?? '').split('\n'))
		.map(line => line.trim())
		.filter(line => line !== '' && !/^[#;]/.test(line));

/** How long a machine needs until its network is up. */
export const bootTime = 15_000;

export const powerOn = (world: World, filesOf: FilesOf, name: string, pause = bootTime): void => {
	const machine = world.machines[name];
	if (!machine || machine.power === 'on') return;
	const files = filesOf(name);
	world.now += pause;
	machine.power = 'on';
	delete machine.boots;
	machine.booted = world.now;
	machine.hostname = files.read('/etc/hostname')?.trim() || 'localhost';
	const kind = kindOf(machine);
	machine.modules = [...(kind.bootModules ?? bootModules)];
	machine.sysctl = {
		...bootParameters(kind, machine.addresses[0]?.address ?? '', world.seed),
		'kernel.hostname': machine.hostname,
		'kernel.osrelease': machine.kernel,
		'kernel.random.boot_id': uuidOf('boot', world.seed, name, machine.booted),
	};
	machine.firewall = {...machine.firewall, iptables: [], nft: ''};
	bootSelinux(machine, files, kind.selinux !== undefined);
	delete machine.ipvs;
	delete machine.ipsets;
	delete machine.links;
	delete machine.routes;
	log(
		world,
		machine,
		'kernel',
		'kernel',
		0,
		`Linux version ${machine.kernel} ${kind.kernel.builder.replace(/\).*/, ')')}`,
	);
	for (const module of confLines(files, ['/etc/modules-load.d', '/usr/lib/modules-load.d'])) {
		const loaded = loadModule(machine, module);
		const unit = 'systemd-modules-load.service';
		log(
			world,
			machine,
			unit,
			'systemd-modules-load',
			210,
			loaded ? `Inserted module '${module}'` : `Failed to find module '${module}'`,
		);
	}
	applySysctlFiles(
		files,
		(key, value) => machine.sysctl[key] !== undefined && setParameter(machine.sysctl, key, value),
	);
	machine.swaps = swapsInFstab(machine, files);
	delete machine.nfsMounts;
	for (const unit of Object.keys(machine.units))
		if (isEnabled(files, unit)) startUnit({world, machine, files, filesOf}, unit);
	settle(world, filesOf);
};
