// apt-cache and apt-mark: what could be installed, and what must not change.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {readOptions} from '../options.ts';
import {availableVersions, sourceWords} from '../packages/apt-sources.ts';
import {packageOf} from '../packages/catalogue.ts';
import {dependsOf} from '../packages/resolve.ts';

const versionsOf = (at: Shell, name: string): ReturnType<typeof availableVersions> =>
	availableVersions(at.world, at.machine, at.files, name);

const policy = (at: Shell, name: string): string => {
	const installed = at.machine.packages[name]?.version;
	const offered = versionsOf(at, name);
	if (installed === undefined && offered.length === 0) return '';
	const held = at.machine.packages[name]?.held;
	const candidate = held ? installed : (offered[0]?.version ?? installed);
	const rows = offered.map(
		({version, source}) =>
			`${version === installed ? ' *** ' : '     '}${version} 500\n        500 ${sourceWords(source)} Packages\n${version === installed ? '        100 /var/lib/dpkg/status\n' : ''}`,
	);
	if (installed !== undefined && !offered.some(({version}) => version === installed))
		rows.push(` *** ${installed} 100\n        100 /var/lib/dpkg/status\n`);
	return `${name}:\n  Installed: ${installed ?? '(none)'}\n  Candidate: ${candidate}\n  Version table:\n${rows.join('')}`;
};

const madison = (at: Shell, name: string): string =>
	versionsOf(at, name)
		.map(
			({version, source}) => `${name.padStart(10)} | ${version.padStart(10)} | ${sourceWords(source)} Packages\n`,
		)
		.join('');

const show = (at: Shell, name: string, all: boolean): string =>
	versionsOf(at, name)
		.slice(0, all ? undefined : 1)
		.map(({version}) => {
			const item = packageOf(name)!;
			const depends = dependsOf(item, version);
			return `Package: ${name}\nVersion: ${version}\nInstalled-Size: ${item.installed}\nArchitecture: ${item.architecture ?? 'amd64'}\n${depends.length > 0 ? `Depends: ${depends.join(', ')}\n` : ''}Description: ${item.summary}\nSection: ${item.section ?? 'utils'}\n\n`;
		})
		.join('');

export const aptCache: LabCommand = {
	names: ['apt-cache'],
	changes: false,
	run: (args, at) => {
		const {flags, words} = readOptions(args, ['-o']);
		const [verb, ...names] = words;
		if (verb === 'policy') return said(names.map(name => policy(at, name)).join(''));
		if (verb === 'madison') {
			const text = names.map(name => madison(at, name)).join('');
			const unknown = names.filter(name => madison(at, name) === '');
			return {stdout: text, stderr: unknown.map(name => `W: Unable to locate package ${name}\n`).join('')};
		}
		if (verb === 'show' || verb === 'showpkg' || verb === 'depends') {
			const missing = names.filter(name => versionsOf(at, name).length === 0);
			if (missing.length > 0)
				return failed(
					`${missing.map(name => `N: Unable to locate package ${name}\n`).join('')}E: No packages found\n`,
					100,
				);
			if (verb === 'depends')
				return said(
					names
						.map(
							name =>
								`${name}\n${dependsOf(packageOf(name)!, versionsOf(at, name)[0]!.version)
									.map(other => `  Depends: ${other}\n`)
									.join('')}`,
						)
						.join(''),
				);
			return said(names.map(name => show(at, name, flags.has('-a'))).join(''));
		}
		return failed(`E: Invalid operation ${verb ?? ''}\n`, 100);
	},
};

export const aptMark: LabCommand = {
	names: ['apt-mark'],
	changes: args => args.includes('hold') || args.includes('unhold'),
	run: (args, at) => {
		const {words} = readOptions(args, ['-o']);
		const [verb, ...names] = words;
		const {packages} = at.machine;
		if (verb === 'showhold') {
			const held = Object.keys(packages)
				.filter(name => packages[name]!.held && (names.length === 0 || names.includes(name)))
				.toSorted();
			return said(held.map(name => `${name}\n`).join(''));
		}
		if (verb === 'showmanual' || verb === 'showinstall')
			return said(
				Object.keys(packages)
					.toSorted()
					.map(name => `${name}\n`)
					.join(''),
			);
		if (verb === 'hold' || verb === 'unhold') {
			const unknown = names.find(name => packages[name] === undefined && versionsOf(at, name).length === 0);
			if (unknown !== undefined)
				return failed(`E: Unable to locate package ${unknown}\nE: No packages found\n`, 100);
			const lines = names.map(name => {
				const item = packages[name];
				const now = verb === 'hold';
				if (!item) return now ? `${name} set on hold.\n` : `${name} was already not on hold.\n`;
				if (item.held === now)
					return now ? `${name} was already set on hold.\n` : `${name} was already not on hold.\n`;
				item.held = now;
				return now ? `${name} set on hold.\n` : `Canceled hold on ${name}.\n`;
			});
			return said(lines.join(''));
		}
		if (verb === 'auto' || verb === 'manual')
			return said(
				names
					.map(name => `${name} set to ${verb === 'auto' ? 'automatically' : 'manually'} installed.\n`)
					.join(''),
			);
		return failed(`E: Invalid operation ${verb ?? ''}\n`, 100);
	},
};
