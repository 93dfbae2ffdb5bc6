// systemctl: starting and stopping go through systemd.ts, everything else is reading what it left.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {readOptions, type Options} from '../options.ts';
import {
	declarationOf,
	fullName,
	isMasked,
	reloadUnit,
	restartUnit,
	startUnit,
	stopUnit,
	unitOf,
	type Outcome,
	type Where,
} from '../systemd.ts';
import {disableLinks, enableLinks, hasInstall, isEnabled, unitFile} from '../unit-file.ts';
import {unitDeclaration} from '../units.ts';
import {listUnitFiles, listUnits} from './systemctl-lists.ts';
import {loadedUnit, properties, statusOf} from './systemctl-status.ts';
import {isSwapUnit, maskSwap, stopSwap} from './systemctl-swaps.ts';

type Verb = (units: readonly string[], at: Shell, options: Options) => CommandResult | Promise<CommandResult>;

const whereOf = ({world, machine, files, filesOf}: Shell): Where => ({world, machine, files, filesOf});

const joined = (results: readonly CommandResult[]): CommandResult => ({
	stdout: results.map(result => result.stdout ?? '').join(''),
	stderr: results.map(result => result.stderr ?? '').join(''),
	exit: results.map(result => result.exit ?? 0).find(exit => exit !== 0) ?? 0,
});

const words: Record<Exclude<Outcome, 'started' | 'skipped'>, (verb: string, unit: string) => CommandResult> = {
	missing: (verb, unit) => failed(`Failed to ${verb} ${unit}: Unit ${unit} not found.\n`, 5),
	masked: (verb, unit) => failed(`Failed to ${verb} ${unit}: Unit ${unit} is masked.\n`, 1),
	failed: (_, unit) =>
		failed(
			`Job for ${unit} failed because the control process exited with error code.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`,
		),
	repeated: (_, unit) =>
		failed(`Job for ${unit} failed.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`),
};

const answer = (verb: string, unit: string, outcome: Outcome): CommandResult =>
	outcome === 'started' || outcome === 'skipped' ? said('') : words[outcome](verb, unit);

/** How long systemd takes to start or stop something. */
const moment = 300;

const each =
	(verb: string, act: (where: Where, unit: string) => Outcome, takesTime = true): Verb =>
	async (units, at) => {
		const results: CommandResult[] = [];
		for (const unit of units) {
			if (isSwapUnit(unit)) results.push(verb === 'stop' ? stopSwap(at, unit) : said(''));
			else results.push(answer(verb, unit, act(whereOf(at), unit)));
			at.settle();
		}
		if (takesTime) await at.pass(moment);
		return joined(results);
	};

const isActive = (where: Where, unit: string): boolean => unitOf(where.machine, unit).state === 'active';

const start = each('start', startUnit);
const stop = each('stop', stopUnit);
const restart = each('restart', restartUnit);

const reload: Verb = (units, at) =>
	joined(
		units.map(unit => {
			const outcome = reloadUnit(whereOf(at), unit);
			at.settle();
			if (outcome === 'cannot')
				return failed(
					`Failed to reload ${unit}: Job type reload is not applicable for unit ${unit}.\nSee system logs and 'systemctl status ${unit}' for details.\n`,
				);
			if (outcome === 'inactive') return failed(`${unit} is not active, cannot reload.\n`);
			return answer('reload', unit, outcome);
		}),
	);

const sysv = new Set([
	'chrony',
	'cron',
	'dbus',
	'haproxy',
	'keepalived',
	'ssh',
	'ufw',
	'docker',
	'netfilter-persistent',
]);

/** Packages that still bring an init script make systemctl say so. */
const sysvLines = (verb: string, unit: string): string => {
	const name = unit.replace(/\.service$/, '');
	if (!sysv.has(name)) return '';
	return `Synchronizing state of ${unit} with SysV service script with /lib/systemd/systemd-sysv-install.\nExecuting: /lib/systemd/systemd-sysv-install ${verb} ${name}\n`;
};

const enable: Verb = async (units, at, options) => {
	const results: CommandResult[] = [];
	for (const unit of units) {
		const path = unitFile(at.files, unit);
		if (isMasked(at.files, unit))
			results.push(failed(`Failed to enable unit: Unit file /etc/systemd/system/${unit} is masked.\n`));
		else if (path === undefined) results.push(failed(`Failed to enable unit: Unit file ${unit} does not exist.\n`));
		else if (!hasInstall(at.files.read(path) ?? ''))
			results.push(
				failed(
					'The unit files have no installation config (WantedBy=, RequiredBy=, Also=,\nAlias= settings in the [Install] section, and DefaultInstance= for template\nunits). This means they are not meant to be enabled or disabled using systemctl.\n',
					0,
				),
			);
		else {
			const links = enableLinks(at.files, unit).map(line => `${line}\n`);
			at.machine.units[unit] = {...unitOf(at.machine, unit), enabled: true};
			results.push(failed(options.flags.has('--quiet') ? '' : sysvLines('enable', unit) + links.join(''), 0));
		}
	}
	if (options.flags.has('--now')) results.push(await start(units, at, options));
	return joined(results);
};

const disable: Verb = async (units, at, options) => {
	const results: CommandResult[] = [];
	for (const unit of units) {
		if (unitFile(at.files, unit) === undefined && !isEnabled(at.files, unit)) {
			results.push(failed(`Failed to disable unit: Unit file ${unit} does not exist.\n`));
			continue;
		}
		const links = disableLinks(at.files, unit).map(line => `${line}\n`);
		if (at.machine.units[unit]) at.machine.units[unit] = {...at.machine.units[unit], enabled: false};
		results.push(failed(options.flags.has('--quiet') ? '' : sysvLines('disable', unit) + links.join(''), 0));
	}
	if (options.flags.has('--now')) results.push(await stop(units, at, options));
	return joined(results);
};

const mask: Verb = async (units, at, options) => {
	const lines: string[] = [];
	for (const unit of units) {
		const path = `/etc/systemd/system/${unit}`;
		if (isSwapUnit(unit)) maskSwap(at, unit);
		if (isMasked(at.files, unit)) continue;
		if (unitFile(at.files, unit) === path) {
			lines.push(`Failed to mask unit: File ${path} already exists.\n`);
			continue;
		}
		at.files.link('/dev/null', path);
		lines.push(`Created symlink ${path} → /dev/null.\n`);
	}
	const result = failed(lines.join(''), lines.some(line => line.startsWith('Failed')) ? 1 : 0);
	return options.flags.has('--now') ? joined([result, await stop(units, at, options)]) : result;
};

const unmask: Verb = (units, at) =>
	failed(
		units
			.filter(unit => isMasked(at.files, unit))
			.map(unit => {
				at.files.remove(`/etc/systemd/system/${unit}`);
				return `Removed "/etc/systemd/system/${unit}".\n`;
			})
			.join(''),
		0,
	);

const activity: Verb = (units, at, options) => {
	const states = units.map(unit => loadedUnit(at, unit).active);
	const text = states.map(state => `${state}\n`).join('');
	return said(options.flags.has('--quiet') || options.flags.has('-q') ? '' : text, states.includes('active') ? 0 : 3);
};

const failure: Verb = (units, at, options) => {
	const states = units.map(unit => loadedUnit(at, unit).active);
	const text = states.map(state => `${state}\n`).join('');
	return said(options.flags.has('--quiet') ? '' : text, states.includes('failed') ? 0 : 1);
};

const enablement: Verb = (units, at, options) => {
	const quiet = options.flags.has('--quiet') || options.flags.has('-q');
	const results = units.map((unit): CommandResult => {
		const {fileState} = loadedUnit(at, unit);
		if (fileState === undefined)
			return failed(quiet ? '' : `Failed to get unit file state for ${unit}: No such file or directory\n`);
		const good = ['enabled', 'static', 'alias', 'generated', 'indirect'].includes(fileState);
		return {stdout: quiet ? '' : `${fileState}\n`, exit: good ? 0 : 1};
	});
	const one = results.some(({exit}) => exit === 0);
	return {...joined(results), exit: one ? 0 : 1};
};

const running: Verb = (_, at) => {
	const broken = Object.entries(at.machine.units).some(
		([name, unit]) => unit.state === 'failed' && declarationOf(at.files, name),
	);
	return said(broken ? 'degraded\n' : 'running\n', broken ? 1 : 0);
};

const cat: Verb = (units, at) =>
	joined(
		units.map((unit): CommandResult => {
			const path = unitFile(at.files, unit);
			if (path === undefined) return failed(`No files found for ${unit}.\n`);
			const dropIns = at.files
				.list(`/etc/systemd/system/${unit}.d`)
				.map(name => `/etc/systemd/system/${unit}.d/${name}`);
			const usr = at.files
				.list(`/usr/lib/systemd/system/${unit}.d`)
				.map(name => `/usr/lib/systemd/system/${unit}.d/${name}`);
			const parts = [path, ...usr, ...dropIns].map(file => `# ${file}\n${at.files.read(file) ?? ''}`);
			return said(parts.join('\n'));
		}),
	);

const forget: Verb = (units, at) => {
	for (const [name, unit] of Object.entries(at.machine.units))
		if (unit.state === 'failed' && (units.length === 0 || units.includes(name)))
			at.machine.units[name] = {...unit, state: 'inactive'};
	for (const unit of Object.values(at.machine.units)) delete unit.starts;
	return said('');
};

const verbs: Readonly<Record<string, Verb>> = {
	start,
	stop,
	restart,
	reload,
	'try-restart': (units, at, options) =>
		restart(
			units.filter(unit => isActive(whereOf(at), unit)),
			at,
			options,
		),
	'reload-or-restart': (units, at) =>
		joined(
			units.map(unit => {
				const where = whereOf(at);
				const outcome = isActive(where, unit) ? reloadUnit(where, unit) : 'cannot';
				return answer(
					'restart',
					unit,
					outcome === 'cannot' || outcome === 'inactive' ? restartUnit(where, unit) : outcome,
				);
			}),
		),
	kill: () => said(''),
	enable,
	disable,
	mask,
	unmask,
	'is-active': activity,
	'is-failed': failure,
	'is-enabled': enablement,
	'is-system-running': running,
	status: statusOf,
	show: properties,
	cat,
	'daemon-reload': () => said(''),
	'daemon-reexec': () => said(''),
	'reset-failed': forget,
	'list-units': listUnits,
	'list-unit-files': listUnitFiles,
	preset: () => said(''),
	reboot: async (_, at) => at.exec('reboot'),
	poweroff: async (_, at) => at.exec('poweroff'),
};

const withValue = [
	'-p',
	'--property',
	'-t',
	'--type',
	'--state',
	'-n',
	'--lines',
	'-o',
	'--output',
	'--job-mode',
	'-s',
	'--signal',
];

export const systemctl: LabCommand = {
	names: ['systemctl'],
	run: async (args, at) => {
		if (args.includes('--version'))
			return said(
				'systemd 252 (252.31-1~deb12u1)\n+PAM +AUDIT +SELINUX +APPARMOR +IMA +SMACK +SECCOMP +GCRYPT -GNUTLS +OPENSSL +ACL\n',
			);
		const options = readOptions(args, withValue);
		const [name = 'list-units', ...units] = options.words;
		const verb = verbs[name];
		if (!verb) return failed(`Unknown command verb ${name}.\n`);
		const needs = ![
			'daemon-reload',
			'daemon-reexec',
			'list-units',
			'list-unit-files',
			'is-system-running',
			'reset-failed',
			'status',
			'show',
			'reboot',
			'poweroff',
		].includes(name);
		if (needs && units.length === 0) return failed('Too few arguments.\n');
		const named = name.startsWith('list-') ? units : units.map(unit => aliasOf(fullName(unit)));
		return verb(named, at, options);
	},
};

const aliases: Readonly<Record<string, string>> = {'sshd.service': 'ssh.service', 'chronyd.service': 'chrony.service'};

const aliasOf = (unit: string): string => (unitDeclaration(unit) ? unit : (aliases[unit] ?? unit));
