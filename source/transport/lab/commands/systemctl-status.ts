// systemctl status and show: what is known of one unit, said in two ways.
import {ago, longDate} from '../dates.ts';
import {failed, said, type CommandResult, type Shell} from '../command.ts';
import {journalLine} from '../journal-text.ts';
import type {Options} from '../options.ts';
import {declarationOf, exitName, isMasked, unitOf} from '../systemd.ts';
import {setting, hasInstall, isEnabled, unitFile} from '../unit-file.ts';
import type {Unit} from '../world.ts';
import {swapUnits} from './systemctl-swaps.ts';

export type Loaded = {
	readonly name: string;
	readonly load: 'loaded' | 'not-found' | 'masked';
	readonly active: Unit['state'];
	readonly sub: string;
	/** As `is-enabled` says it; undefined when there is no such file. */
	readonly fileState: string | undefined;
	readonly description: string;
	readonly unit: Unit;
	readonly path: string | undefined;
};

const subOf = (unit: Unit, once: boolean): string =>
	({
		active: once ? 'exited' : 'running',
		inactive: 'dead',
		failed: 'failed',
		activating: 'auto-restart',
	})[unit.state];

export const loadedUnit = (at: Shell, name: string): Loaded => {
	const {files, machine} = at;
	const swap = swapUnits(at).find(unit => unit.name === name);
	const masked = isMasked(files, name);
	if (swap)
		return {
			name,
			load: masked ? 'masked' : 'loaded',
			active: swap.active ? 'active' : 'inactive',
			sub: swap.active ? 'active' : 'dead',
			fileState: masked ? 'masked' : swap.fromFstab ? 'generated' : undefined,
			description: swap.device,
			unit: unitOf(machine, name),
			path: swap.fromFstab ? `/run/systemd/generator/${name}` : undefined,
		};
	const declaration = declarationOf(files, name);
	const path = unitFile(files, name);
	const unit = unitOf(machine, name);
	const installable = path !== undefined && hasInstall(files.read(path) ?? '');
	const fileState = masked
		? 'masked'
		: path === undefined
			? undefined
			: isEnabled(files, name)
				? 'enabled'
				: installable
					? 'disabled'
					: 'static';
	return {
		name,
		load: masked ? 'masked' : declaration ? 'loaded' : 'not-found',
		active: unit.state,
		sub: subOf(unit, declaration?.type === 'oneshot'),
		fileState,
		description: declaration?.description ?? name,
		unit,
		path,
	};
};

const dots: Record<Unit['state'], string> = {active: '●', inactive: '○', failed: '×', activating: '●'};

const stateWords = (loaded: Loaded): string => {
	const {active, sub} = loaded;
	if (active === 'active') return `active (${sub})`;
	if (active === 'failed') return 'failed (Result: exit-code)';
	return active === 'activating' ? 'activating (auto-restart) (Result: exit-code)' : 'inactive (dead)';
};

const dropInsOf = ({files}: Shell, name: string): readonly (readonly [string, readonly string[]])[] =>
	['/etc/systemd/system', '/usr/lib/systemd/system']
		.map(directory => `${directory}/${name}.d`)
		.filter(directory => files.list(directory).some(file => file.endsWith('.conf')))
		.map(directory => [directory, files.list(directory).filter(file => file.endsWith('.conf'))] as const);

const statusText = (at: Shell, name: string, lines: number): CommandResult => {
	const loaded = loadedUnit(at, name);
	const {unit, active, path, fileState, description} = loaded;
	const swap = swapUnits(at).some(other => other.name === name);
	if (loaded.load === 'not-found' && !swap) return failed(`Unit ${name} could not be found.\n`, 4);
	const declaration = declarationOf(at.files, name);
	const preset = 'preset: enabled';
	const load =
		loaded.load === 'masked'
			? `masked (Reason: Unit ${name} is masked.)`
			: `loaded (${path ?? ''}; ${fileState === 'static' ? 'static' : `${fileState ?? 'disabled'}; ${preset}`})`;
	const since =
		unit.since > 0
			? ` since ${longDate(unit.since + at.machine.clockOffset)}; ${ago(at.world.now - unit.since)}`
			: '';
	const said: string[] = [
		`${dots[active]} ${name}${description === name ? '' : ` - ${description}`}`,
		`     Loaded: ${load}`,
	];
	for (const [index, [directory, files]] of dropInsOf(at, name).entries())
		said.push(
			`${index === 0 ? '    Drop-In:' : '            '} ${directory}`,
			`             └─${files.join(', ')}`,
		);
	said.push(`     Active: ${stateWords(loaded)}${since}`);
	for (const [index, page] of (declaration?.documentation ?? []).entries())
		said.push(`${index === 0 ? '       Docs:' : '            '} ${page}`);
	const status = unit.exitStatus;
	if (declaration && status !== undefined && active !== 'active') {
		const code = `(code=exited, status=${status}/${exitName(status)})`;
		said.push(
			`    Process: ${unit.pid} ExecStart=${declaration.execStart} ${code}`,
			`   Main PID: ${unit.pid} ${code}`,
			'        CPU: 42ms',
		);
	}
	if (declaration && active === 'active' && declaration.type !== 'oneshot')
		said.push(
			`   Main PID: ${unit.pid} (${declaration.program ?? name})`,
			'      Tasks: 9 (limit: 4644)',
			'     Memory: 24.6M',
			'        CPU: 310ms',
			`     CGroup: /system.slice/${name}`,
			`             └─${unit.pid} ${declaration.execStart}`,
		);
	const journal = at.machine.journal.filter(entry => entry.unit === name).slice(lines === 0 ? Infinity : -lines);
	if (journal.length > 0) said.push('', ...journal.map(entry => journalLine(entry, at.machine.hostname)));
	return {
		stdout: `${said.join('\n')}\n`,
		exit: active === 'active' || active === 'activating' ? (active === 'active' ? 0 : 3) : 3,
	};
};

export const statusOf = (units: readonly string[], at: Shell, options: Options): CommandResult => {
	const lines = Number(options.values.get('-n') ?? options.values.get('--lines') ?? 10);
	if (units.length === 0)
		return said(
			`● ${at.machine.hostname}\n    State: running\n    Units: ${Object.keys(at.machine.units).length} loaded (incl. loaded aliases)\n`,
		);
	const results = units.map(unit => statusText(at, unit, lines));
	return {
		stdout: results.map(result => result.stdout ?? '').join('\n'),
		stderr: results.map(result => result.stderr ?? '').join(''),
		exit: results.map(result => result.exit ?? 0).find(exit => exit !== 0) ?? 0,
	};
};

const propertyList = (at: Shell, name: string): Readonly<Record<string, string>> => {
	const loaded = loadedUnit(at, name);
	const {unit} = loaded;
	const text = loaded.path === undefined ? '' : (at.files.read(loaded.path) ?? '');
	return {
		Type: setting(text, 'Type') ?? 'simple',
		Restart: setting(text, 'Restart') ?? 'no',
		MainPID: loaded.active === 'active' ? String(unit.pid) : '0',
		Result: unit.exitStatus === undefined || unit.exitStatus === 0 ? 'success' : 'exit-code',
		NRestarts: String(unit.restarts),
		ExecMainPID: String(unit.pid),
		ExecMainStatus: String(unit.exitStatus ?? 0),
		ExecMainStartTimestamp: unit.since > 0 ? longDate(unit.since + at.machine.clockOffset) : '',
		Id: name,
		Names: name,
		Description: loaded.description,
		LoadState: loaded.load,
		ActiveState: loaded.active,
		SubState: loaded.sub,
		FragmentPath: loaded.path ?? '',
		DropInPaths: dropInsOf(at, name)
			.flatMap(([directory, files]) => files.map(file => `${directory}/${file}`))
			.join(' '),
		UnitFileState: loaded.fileState ?? '',
		UnitFilePreset: loaded.fileState === undefined ? '' : 'enabled',
		ActiveEnterTimestamp: loaded.active === 'active' ? longDate(unit.since + at.machine.clockOffset) : '',
		ActiveEnterTimestampMonotonic:
			loaded.active === 'active' ? String((unit.since - at.machine.booted) * 1000) : '0',
		NeedDaemonReload: 'no',
	};
};

export const properties = (units: readonly string[], at: Shell, options: Options): CommandResult => {
	const wanted = [...options.all('-p'), ...options.all('--property')].flatMap(list => list.split(','));
	const bare = options.flags.has('--value');
	const blocks = units.map(unit => {
		const all = propertyList(at, unit);
		const names = wanted.length === 0 ? Object.keys(all) : wanted.filter(name => all[name] !== undefined);
		return names.map(name => (bare ? `${all[name]}\n` : `${name}=${all[name]}\n`)).join('');
	});
	return said(blocks.join('\n'));
};
