// What systemd does with a unit: start, stop, reload, start again; with the lines it writes into the journal.
import type {Files, FilesOf} from './files.ts';
import {log} from './journal.ts';
import {listenersOf} from './listeners.ts';
import {nextPid} from './machine.ts';
import {declarationFrom, setting, unitFile} from './unit-file.ts';
import type {Refusal, UnitAt, UnitDeclaration} from './unit.ts';
import {unitDeclaration} from './units.ts';
import type {Machine, Unit, World} from './world.ts';

export type Where = {
	readonly world: World;
	readonly machine: Machine;
	readonly files: Files;
	readonly filesOf: FilesOf;
};

/** `failed`: the control process ended with an error. `masked`, `missing`: systemd did not even try. */
export type Outcome = 'started' | 'skipped' | 'failed' | 'repeated' | 'masked' | 'missing';

/** systemd.service(5): five starts within ten seconds are enough. */
const burst = {starts: 5, within: 10_000};

export const fullName = (name: string): string =>
	/\.(service|socket|target|timer|swap|mount|slice)$/.test(name) ? name : `${name}.service`;

const programOf = (execStart: string): string => execStart.split(' ', 1)[0]!;

/** A name may be one of the unit's aliases: links in the unit directories (`sshd.service`, `dbus-…`). */
export const declarationOf = (files: Files, name: string): UnitDeclaration | undefined => {
	const path = unitFile(files, name);
	if (path === undefined) return undefined;
	const text = files.read(path) ?? '';
	const declared = unitDeclaration(name);
	if (declared === undefined) return declarationFrom(name, text);
	// Two packages may bring one unit with the program in different places: Docker's own and Debian's.
	const execStart = setting(text, 'ExecStart');
	if (!execStart?.startsWith('/') || programOf(execStart) === programOf(declared.execStart)) return declared;
	return {...declared, execStart};
};

export const isMasked = (files: Files, name: string): boolean =>
	files.linkTarget(`/etc/systemd/system/${name}`) === '/dev/null';

export const unitOf = (machine: Machine, name: string): Unit =>
	machine.units[name] ?? {state: 'inactive', enabled: false, masked: false, since: 0, pid: 0, restarts: 0};

const keep = (machine: Machine, name: string, change: Partial<Unit>): void => {
	machine.units[name] = {...unitOf(machine, name), ...change};
};

export const atUnit = (where: Where, declaration: UnitDeclaration, pid: number): UnitAt => ({
	...where,
	pid,
	listeners: () => listenersOf(where.world, where.machine, where.filesOf),
	say: (text, identifier, other) =>
		log(
			where.world,
			where.machine,
			declaration.name,
			identifier ?? declaration.program ?? declaration.name,
			other ?? pid,
			text,
		),
});

const manager = ({world, machine}: Where, unit: string, text: string): void =>
	log(world, machine, unit, 'systemd', 1, text);

export const exitName = (status: number): string =>
	({0: 'SUCCESS', 1: 'FAILURE', 2: 'INVALIDARGUMENT', 3: 'NOTIMPLEMENTED', 203: 'EXEC', 255: 'EXCEPTION'})[status] ??
	'n/a';

const ended = (where: Where, declaration: UnitDeclaration, refusal: Refusal): void => {
	const {name} = declaration;
	manager(
		where,
		name,
		`${name}: Main process exited, code=exited, status=${refusal.status}/${exitName(refusal.status)}`,
	);
	manager(where, name, `${name}: Failed with result 'exit-code'.`);
	keep(where.machine, name, {
		state: declaration.restartAfter === undefined ? 'failed' : 'activating',
		since: where.world.now,
		exitStatus: refusal.status,
	});
	declaration.stopped?.(atUnit(where, declaration, unitOf(where.machine, name).pid));
};

const label = ({name, description}: UnitDeclaration): string => `${name} - ${description}`;

/** Whether it was started too often of late; remembers this start. */
const tooOften = (where: Where, name: string): boolean => {
	const {world, machine} = where;
	const recent = (unitOf(machine, name).starts ?? []).filter(at => world.now - at < burst.within);
	if (recent.length >= burst.starts) return true;
	keep(machine, name, {starts: [...recent, world.now]});
	return false;
};

const launch = (where: Where, declaration: UnitDeclaration): Outcome => {
	const {world, machine} = where;
	const {name, type} = declaration;
	if (!declaration.text?.includes('StartLimitInterval=0') && tooOften(where, name)) {
		manager(where, name, `${name}: Start request repeated too quickly.`);
		manager(where, name, `${name}: Failed with result 'exit-code'.`);
		manager(where, name, `Failed to start ${label(declaration)}.`);
		keep(machine, name, {state: 'failed', since: world.now});
		return 'repeated';
	}
	if (type !== 'simple') manager(where, name, `Starting ${label(declaration)}...`);
	const pid = nextPid(machine, world);
	keep(machine, name, {pid});
	const at = atUnit(where, declaration, pid);
	const program = declaration.execStart.split(' ', 1)[0]!;
	const absent = program.startsWith('/') && !where.files.exists(program);
	if (type === 'simple') manager(where, name, `Started ${label(declaration)}.`);
	const refusal: Refusal | undefined = absent
		? {says: [`${name}: Failed at step EXEC spawning ${program}: No such file or directory`], status: 203}
		: declaration.start?.(at);
	if (refusal) {
		for (const line of refusal.says) at.say(line);
		ended(where, declaration, refusal);
		if (type !== 'simple') manager(where, name, `Failed to start ${label(declaration)}.`);
		return 'failed';
	}
	const once = type === 'oneshot';
	if (type !== 'simple') manager(where, name, `${once ? 'Finished' : 'Started'} ${label(declaration)}.`);
	const unit = unitOf(machine, name);
	machine.units[name] = {
		state: 'active',
		enabled: unit.enabled,
		masked: unit.masked,
		since: world.now,
		pid: once ? 0 : pid,
		restarts: unit.restarts,
		...(unit.starts && {starts: unit.starts}),
	};
	// What an operator has written is bash, and bash is run where time passes (keepalived/watch.ts).
	if (once && unitDeclaration(name) === undefined) machine.toRun = [...(machine.toRun ?? []), declaration.execStart];
	return 'started';
};

export const startUnit = (where: Where, name: string): Outcome => {
	if (isMasked(where.files, name)) return 'masked';
	const declaration = declarationOf(where.files, name);
	if (!declaration) return 'missing';
	const unit = unitOf(where.machine, name);
	if (unit.state === 'active') return 'started';
	if (declaration.condition && !declaration.condition.met(atUnit(where, declaration, 0))) {
		const why = `was skipped because of an unmet condition check (${declaration.condition.words}).`;
		manager(where, name, `${label(declaration)} ${why}`);
		return 'skipped';
	}
	keep(where.machine, name, {restarts: 0});
	const outcome = launch(where, declaration);
	// A simple service counts as started the moment its process exists.
	return outcome === 'failed' && declaration.type === 'simple' ? 'started' : outcome;
};

export const stopUnit = (where: Where, name: string): Outcome => {
	const declaration = declarationOf(where.files, name) ?? unitDeclaration(name);
	if (!declaration) return 'missing';
	const unit = unitOf(where.machine, name);
	if (unit.state === 'active') {
		manager(where, name, `Stopping ${label(declaration)}...`);
		declaration.stopping?.(atUnit(where, declaration, unit.pid));
		manager(where, name, `${name}: Deactivated successfully.`);
		manager(where, name, `Stopped ${label(declaration)}.`);
	}
	if (unit.state !== 'inactive') {
		const {exitStatus: _, ...rest} = unit;
		where.machine.units[name] = {
			...rest,
			state: unit.state === 'failed' ? 'failed' : 'inactive',
			since: where.world.now,
		};
		if (unit.state === 'active') declaration.stopped?.(atUnit(where, declaration, unit.pid));
	}
	return 'started';
};

export const restartUnit = (where: Where, name: string): Outcome => {
	if (isMasked(where.files, name)) return 'masked';
	if (!declarationOf(where.files, name)) return 'missing';
	stopUnit(where, name);
	return startUnit(where, name);
};

export const reloadUnit = (where: Where, name: string): Outcome | 'cannot' | 'inactive' => {
	const declaration = declarationOf(where.files, name);
	if (!declaration) return 'missing';
	if (unitOf(where.machine, name).state !== 'active') return 'inactive';
	if (!declaration.reload) return 'cannot';
	const at = atUnit(where, declaration, unitOf(where.machine, name).pid);
	manager(where, name, `Reloading ${label(declaration)}...`);
	const refusal = declaration.reload(at);
	for (const line of refusal?.says ?? []) at.say(line);
	if (refusal) {
		manager(
			where,
			name,
			`${name}: Control process exited, code=exited, status=${refusal.status}/${exitName(refusal.status)}`,
		);
		manager(where, name, `Reload failed for ${label(declaration)}.`);
		return 'failed';
	}
	manager(where, name, `Reloaded ${label(declaration)}.`);
	return 'started';
};

/** What the manager does by itself: programs that end, and their next try. */
export const tendUnit = (where: Where, name: string): boolean => {
	const unit = where.machine.units[name];
	// Asked after every command: most units have nothing that could end them.
	if (!unit || unit.state === 'inactive' || unit.state === 'failed') return false;
	if (unit.state === 'active' && !unitDeclaration(name)?.ends) return false;
	const declaration = declarationOf(where.files, name);
	if (!declaration) return false;
	if (unit.state === 'active') {
		const at = atUnit(where, declaration, unit.pid);
		const refusal = declaration.ends?.(at);
		if (!refusal) return false;
		for (const line of refusal.says) at.say(line);
		ended(where, declaration, refusal);
		return true;
	}
	if (unit.state !== 'activating' || declaration.restartAfter === undefined) return false;
	if (where.world.now < unit.since + declaration.restartAfter * 1000) return false;
	keep(where.machine, name, {restarts: unit.restarts + 1});
	manager(where, name, `${name}: Scheduled restart job, restart counter is at ${unit.restarts + 1}.`);
	manager(where, name, `Stopped ${label(declaration)}.`);
	launch(where, declaration);
	return true;
};
