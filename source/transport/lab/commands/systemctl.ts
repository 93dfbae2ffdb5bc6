// systemctl: starting and stopping go through systemd.ts, everything else is reading what it left.
import {failed, said, type CommandResult, type LabCommand} from '../command.ts';
import type {Files} from '../files.ts';
import {readOptions} from '../options.ts';
import {declarationOf, fullName, reloadUnit, restartUnit} from '../systemd.ts';
import {unitFile} from '../unit-file.ts';
import {disable, enable, mask, unmask} from './systemctl-enable.ts';
import {killUnits} from './systemctl-kill.ts';
import {listUnitFiles, listUnits} from './systemctl-lists.ts';
import {answer, isActive, joined, restart, start, stop, whereOf, type Verb} from './systemctl-start.ts';
import {loadedUnit, properties, statusOf} from './systemctl-status.ts';

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
	kill: killUnits,
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

const reading = new Set([
	'is-active',
	'is-enabled',
	'is-failed',
	'is-system-running',
	'status',
	'show',
	'cat',
	'list-units',
	'list-unit-files',
]);

export const systemctl: LabCommand = {
	names: ['systemctl'],
	changes: args => !args.some(arg => reading.has(arg)),
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
		if (name === 'stop') {
			const {timers = []} = at.machine;
			const left = timers.filter(({unit}) => !units.includes(unit));
			if (left.length < timers.length) {
				at.machine.timers = left;
				return said('');
			}
		}
		const named = name.startsWith('list-') ? units : units.map(unit => aliasOf(at.files, fullName(unit)));
		return verb(named, at, options);
	},
};

/** Links that Debian's unit files ask for. */
const aliases: Readonly<Record<string, string>> = {'sshd.service': 'ssh.service', 'chronyd.service': 'chrony.service'};

const aliasOf = (files: Files, unit: string): string =>
	unitFile(files, unit) === undefined ? (aliases[unit] ?? unit) : unit;
