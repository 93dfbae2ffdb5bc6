// apt-get: install, remove, purge and update; the words are apt's, what is installed follows from the sources.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {readOptions, type Options} from '../options.ts';
import {sourceWords} from '../packages/apt-sources.ts';
import {packageOf} from '../packages/catalogue.ts';
import {compareVersions} from '../packages/debian-version.ts';
import {dependents, planInstall, type Plan, type Step, type Wanted} from '../packages/resolve.ts';
import {configure, take, unpack} from '../packages/unpack.ts';
import type {Where} from '../systemd.ts';
import {update} from './apt-update.ts';

const whereOf = ({world, machine, files, filesOf}: Shell): Where => ({world, machine, files, filesOf});

/** Names wrapped as apt wraps them. */
const wrapped = (title: string, names: readonly string[]): readonly string[] => {
	if (names.length === 0) return [];
	const lines: string[] = [];
	let line = ' ';
	for (const name of names) {
		if (line.length + 1 + name.length > 79) {
			lines.push(line);
			line = ' ';
		}
		line += ` ${name}`;
	}
	return [title, ...lines, line];
};

const size = (kilobytes: number): string => {
	if (kilobytes < 1000) return `${kilobytes} kB`;
	if (kilobytes < 10_000) return `${kilobytes} kB`;
	return `${kilobytes < 100_000 ? (kilobytes / 1000).toFixed(1) : Math.round(kilobytes / 1000)} MB`;
};

const reading = ['Reading package lists...', 'Building dependency tree...', 'Reading state information...'];

const library = ({item}: Step): string => (item.section === 'libs' ? `${item.name}:amd64` : item.name);

const files = 8647;

const database = (): string => `(Reading database ... ${files} files and directories currently installed.)`;

const archiveName = ({item, version}: Step, index: number): string =>
	`.../${String(index).padStart(2, '0')}-${item.name}_${version.replaceAll(':', '%3a')}_${item.architecture ?? 'amd64'}.deb`;

const print = (plan: Plan, options: Options): string[] => {
	const fresh = plan.steps.filter(step => step.before === undefined);
	const upgraded = plan.steps.filter(
		step => step.before !== undefined && compareVersions(step.version, step.before) > 0,
	);
	const downgraded = plan.steps.filter(
		step => step.before !== undefined && compareVersions(step.version, step.before) < 0,
	);
	const recommended = options.flags.has('--no-install-recommends')
		? plan.steps.flatMap(({item}) => item.recommends ?? [])
		: [];
	const download = plan.steps.reduce((sum, {item}) => sum + item.size, 0);
	const space = fresh.reduce((sum, {item}) => sum + item.installed, 0);
	const byName = (steps: readonly Step[]): readonly string[] => steps.map(({item}) => item.name).toSorted();
	return [
		...plan.present.map(([name, version]) => `${name} is already the newest version (${version}).`),
		...wrapped('The following additional packages will be installed:', plan.additional),
		...wrapped('Recommended packages:', recommended),
		...wrapped('The following packages will be REMOVED:', plan.removes),
		...wrapped('The following NEW packages will be installed:', byName(fresh)),
		...wrapped('The following packages will be upgraded:', byName(upgraded)),
		...wrapped('The following packages will be DOWNGRADED:', byName(downgraded)),
		`${upgraded.length} upgraded, ${fresh.length} newly installed, ${downgraded.length > 0 ? `${downgraded.length} downgraded, ` : ''}${plan.removes.length} to remove and 0 not upgraded.`,
		...(plan.steps.length > 0
			? [
					`Need to get ${size(download)} of archives.`,
					`After this operation, ${size(space)} of additional disk space will be used.`,
				]
			: []),
	];
};

/** Ten megabytes a second, and a moment for each package. */
const duration = (plan: Plan): number => 1500 + plan.steps.reduce((sum, {item}) => sum + item.size / 10 + 120, 0);

const install = async (words: readonly string[], at: Shell, options: Options): Promise<CommandResult> => {
	const wanted = words.map((word): Wanted => {
		const equals = word.indexOf('=');
		return equals === -1 ? {name: word} : {name: word.slice(0, equals), version: word.slice(equals + 1)};
	});
	const plan = planInstall(at.world, at.machine, at.files, wanted);
	const head = reading.map(line => `${line}\n`).join('');
	if (plan.errors.length > 0) return failed(plan.errors.map(line => `${line}\n`).join(''), 100, head);
	const lines = print(plan, options);
	const held = plan.steps.filter(({item, before}) => before !== undefined && at.machine.packages[item.name]?.held);
	const mayChange = options.flags.has('--allow-change-held-packages') || options.flags.has('--allow-change-held');
	if (held.length > 0 && !mayChange)
		return failed(
			'E: Held packages were changed and -y was used without --allow-change-held-packages.\n',
			100,
			`${head}${[
				...wrapped(
					'The following held packages will be changed:',
					held.map(({item}) => item.name),
				),
				...lines,
			].join('\n')}\n`,
		);
	const yes =
		options.flags.has('-y') ||
		options.flags.has('--yes') ||
		options.flags.has('--assume-yes') ||
		options.flags.has('--force-yes');
	const nothing = plan.steps.length === 0 && plan.removes.length === 0;
	const simple = plan.additional.length === 0 && plan.removes.length === 0;
	if (!nothing && !yes && !simple)
		return failed('', 1, `${head}${lines.join('\n')}\nDo you want to continue? [Y/n] Abort.\n`);
	if (options.flags.has('-s') || options.flags.has('--dry-run') || options.flags.has('--simulate'))
		return said(
			`${head}${lines.join('\n')}\n${plan.steps.map(({item, version}) => `Inst ${item.name} (${version})\nConf ${item.name} (${version})\n`).join('')}`,
		);
	if (nothing) return said(`${head}${lines.join('\n')}\n`);
	await at.pass(duration(plan));
	const where = whereOf(at);
	for (const [index, step] of plan.steps.entries())
		lines.push(
			`Get:${index + 1} ${sourceWords(step.source)} ${step.item.name} ${step.version} [${size(step.item.size)}]`,
		);
	const total = plan.steps.reduce((sum, {item}) => sum + item.size, 0);
	lines.push(`Fetched ${size(total)} in ${Math.max(1, Math.round(total / 10_000))}s (10.0 MB/s)`);
	for (const name of plan.removes) {
		const item = packageOf(name);
		if (!item) continue;
		lines.push(database(), `Removing ${name} (${at.machine.packages[name]?.version ?? ''}) ...`);
		take(where, item, false);
	}
	const several = plan.steps.length > 1;
	for (const [index, step] of plan.steps.entries()) {
		if (step.before === undefined) lines.push(`Selecting previously unselected package ${library(step)}.`);
		if (index === 0) lines.push(database());
		lines.push(
			`Preparing to unpack ${several ? archiveName(step, index) : archiveName(step, index).replace('.../00-', '.../')} ...`,
		);
		lines.push(
			step.before === undefined
				? `Unpacking ${library(step)} (${step.version}) ...`
				: `Unpacking ${library(step)} (${step.version}) over (${step.before}) ...`,
		);
		unpack(where, step.item, step.version);
	}
	for (const step of plan.steps) {
		lines.push(`Setting up ${library(step)} (${step.version}) ...`);
		lines.push(...configure(where, step.item, step.version, step.before === undefined));
		at.settle();
	}
	if (plan.steps.some(({item}) => item.section === 'libs'))
		lines.push('Processing triggers for libc-bin (2.36-9+deb12u9) ...');
	return said(`${head}${lines.join('\n')}\n`);
};

const remove = async (
	words: readonly string[],
	at: Shell,
	options: Options,
	purge: boolean,
): Promise<CommandResult> => {
	const head = reading.map(line => `${line}\n`).join('');
	const left = at.machine.leftPackages ?? {};
	const unknown = words.find(name => !packageOf(name));
	if (unknown !== undefined) return failed(`E: Unable to locate package ${unknown}\n`, 100, head);
	const there = words.filter(name => at.machine.packages[name] !== undefined);
	const absent = words.filter(
		name => at.machine.packages[name] === undefined && !(purge && left[name] !== undefined),
	);
	const gone = dependents(at.machine, there).toSorted();
	const configured = purge
		? words.filter(name => at.machine.packages[name] === undefined && left[name] !== undefined)
		: [];
	const all = [...gone, ...configured];
	const space = gone.reduce((sum, name) => sum + (packageOf(name)?.installed ?? 0), 0);
	const lines = [
		...absent.map(name => `Package '${name}' is not installed, so not removed`),
		...wrapped(
			'The following packages will be REMOVED:',
			all.map(name => (purge ? `${name}*` : name)),
		),
	];
	const held = gone.filter(name => at.machine.packages[name]?.held);
	if (held.length > 0 && !options.flags.has('--allow-change-held-packages'))
		return failed(
			'E: Held packages were changed and -y was used without --allow-change-held-packages.\n',
			100,
			`${head}${[...wrapped('The following held packages will be changed:', held), ...lines].join('\n')}\n`,
		);
	lines.push(`0 upgraded, 0 newly installed, ${all.length} to remove and 0 not upgraded.`);
	const yes = ['-y', '--yes', '--assume-yes'].some(flag => options.flags.has(flag));
	if (all.length > 0 && !yes)
		return failed('', 1, `${head}${lines.join('\n')}\nDo you want to continue? [Y/n] Abort.\n`);
	if (all.length > 0) {
		await at.pass(1500);
		lines.push(`After this operation, ${size(space)} disk space will be freed.`, database());
	}
	for (const name of all) {
		const item = packageOf(name);
		if (!item) continue;
		const version = at.machine.packages[name]?.version ?? left[name] ?? '';
		lines.push(
			at.machine.packages[name]
				? `Removing ${name} (${version}) ...`
				: `Purging configuration files for ${name} (${version}) ...`,
		);
		if (purge && at.machine.packages[name]) lines.push(`Purging configuration files for ${name} (${version}) ...`);
		take(whereOf(at), item, purge);
		at.settle();
	}
	return said(`${head}${lines.join('\n')}\n`);
};

const withValue = ['-o', '--option', '-t', '--target-release', '-c', '--config-file'];

export const aptGet: LabCommand = {
	names: ['apt-get', 'apt'],
	run: async (args, at) => {
		const options = readOptions(args, withValue);
		const [verb, ...words] = options.words;
		const quiet = options.flags.has('-q') || options.values.get('-q') !== undefined;
		const result = await (async (): Promise<CommandResult> => {
			switch (verb) {
				case 'update':
					return update(at);
				case 'install':
				case 'reinstall':
					return install(words, at, options);
				case 'remove':
					return remove(words, at, options, options.flags.has('--purge'));
				case 'purge':
					return remove(words, at, options, true);
				case 'autoremove':
				case 'upgrade':
				case 'dist-upgrade':
				case 'full-upgrade':
				case 'check':
					return said(
						`${reading.join('\n')}\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n`,
					);
				case 'clean':
				case 'autoclean':
					return said('');
				default:
					return failed(
						verb === undefined
							? 'apt 2.6.1 (amd64)\nUsage: apt-get [options] command\n'
							: `E: Invalid operation ${verb}\n`,
						verb === undefined ? 1 : 100,
					);
			}
		})();
		if (quiet && options.flags.has('-qq')) return {...result, stdout: ''};
		return result;
	},
};
