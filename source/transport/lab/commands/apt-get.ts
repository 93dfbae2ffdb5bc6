// apt-get: install, remove, purge and update; the words are apt's, what is installed follows from the sources.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {readOptions, type Options} from '../options.ts';
import {sourceWords} from '../packages/apt-sources.ts';
import {packageOf} from '../packages/catalogue.ts';
import {planInstall, type Plan, type Wanted} from '../packages/resolve.ts';
import {configure, take, unpack} from '../packages/unpack.ts';
import type {Where} from '../systemd.ts';
import {remove} from './apt-remove.ts';
import {update} from './apt-update.ts';
import {archiveName, database, library, planWords, reading, size, wrapped} from './apt-words.ts';

const whereOf = ({world, machine, files, filesOf}: Shell): Where => ({world, machine, files, filesOf});

/** Ten megabytes a second, and a moment for each package. */
const duration = (plan: Plan): number => 1500 + plan.steps.reduce((sum, {item}) => sum + item.size / 10 + 120, 0);

const install = async (words: readonly string[], at: Shell, options: Options): Promise<CommandResult> => {
	const wanted = words.map((word): Wanted => {
		const equals = word.indexOf('=');
		return equals === -1 ? {name: word} : {name: word.slice(0, equals), version: word.slice(equals + 1)};
	});
	const plan = planInstall(at.world, at.machine, at.files, wanted, options.flags.has('--reinstall'));
	const head = reading.map(line => `${line}\n`).join('');
	if (plan.errors.length > 0) return failed(plan.errors.map(line => `${line}\n`).join(''), 100, head);
	const lines = planWords(plan, options);
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

const withValue = ['-o', '--option', '-t', '--target-release', '-c', '--config-file'];

type Verb = (words: readonly string[], at: Shell, options: Options) => CommandResult | Promise<CommandResult>;

const nothingToDo: Verb = () =>
	said(`${reading.join('\n')}\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n`);

const verbs: Readonly<Record<string, Verb>> = {
	update: (_, at) => update(at),
	install,
	reinstall: (words, at, options) =>
		install(words, at, {...options, flags: new Set([...options.flags, '--reinstall'])}),
	remove: (words, at, options) => remove(words, at, options, options.flags.has('--purge')),
	purge: (words, at, options) => remove(words, at, options, true),
	autoremove: nothingToDo,
	upgrade: nothingToDo,
	'dist-upgrade': nothingToDo,
	'full-upgrade': nothingToDo,
	check: nothingToDo,
	clean: () => said(''),
	autoclean: () => said(''),
};

export const aptGet: LabCommand = {
	names: ['apt-get', 'apt'],
	run: async (args, at) => {
		const options = readOptions(args, withValue);
		const [name, ...words] = options.words;
		if (name === undefined) return failed('apt 2.6.1 (amd64)\nUsage: apt-get [options] command\n', 1);
		const verb = verbs[name];
		if (!verb) return failed(`E: Invalid operation ${name}\n`, 100);
		const result = await verb(words, at, options);
		return args.includes('-qq') ? {...result, stdout: ''} : result;
	},
};
