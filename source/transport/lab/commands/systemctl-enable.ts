// What starts at boot, and what may not start at all.
import {failed, type CommandResult, type Shell} from '../command.ts';
import {isRedHat} from '../machines/kinds.ts';
import {isMasked, unitOf} from '../systemd.ts';
import {disableLinks, enableLinks, hasInstall, isEnabled, unitFile} from '../unit-file.ts';
import {joined, start, stop, type Verb} from './systemctl-start.ts';
import {isSwapUnit, maskSwap} from './systemctl-swaps.ts';

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
const sysvLines = (verb: string, unit: string, at: Shell): string => {
	const name = unit.replace(/\.service$/, '');
	if (!sysv.has(name) || isRedHat(at.machine)) return '';
	return `Synchronizing state of ${unit} with SysV service script with /lib/systemd/systemd-sysv-install.\nExecuting: /lib/systemd/systemd-sysv-install ${verb} ${name}\n`;
};

export const enable: Verb = async (units, at, options) => {
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
			results.push(failed(options.flags.has('--quiet') ? '' : sysvLines('enable', unit, at) + links.join(''), 0));
		}
	}
	if (options.flags.has('--now')) results.push(await start(units, at, options));
	return joined(results);
};

export const disable: Verb = async (units, at, options) => {
	const results: CommandResult[] = [];
	for (const unit of units) {
		if (unitFile(at.files, unit) === undefined && !isEnabled(at.files, unit)) {
			results.push(failed(`Failed to disable unit: Unit file ${unit} does not exist.\n`));
			continue;
		}
		const links = disableLinks(at.files, unit).map(line => `${line}\n`);
		if (at.machine.units[unit]) at.machine.units[unit] = {...at.machine.units[unit], enabled: false};
		results.push(failed(options.flags.has('--quiet') ? '' : sysvLines('disable', unit, at) + links.join(''), 0));
	}
	if (options.flags.has('--now')) results.push(await stop(units, at, options));
	return joined(results);
};

export const mask: Verb = async (units, at, options) => {
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

export const unmask: Verb = (units, at) =>
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
