// dnf and yum: one program in two dialects. What is installed follows from the repositories that the machine names.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {kindOf} from '../machines/kinds.ts';
import {readOptions, type Options} from '../options.ts';
import {planTransaction} from '../rpm/plan.ts';
import {reposOf, type Repo} from '../rpm/repos.ts';
import {installRpm} from '../rpm/unpack.ts';
import {info, list, repolist} from '../dnf/lists.ts';
import {checkSignature, readLists, type Trouble} from '../dnf/metadata.ts';
import {remove, take as eraseConflicting} from '../dnf/remove.ts';
import {printed, type Session} from '../dnf/session.ts';
import {architectureOf, nevra, performed, planned, withoutEpoch, type Act, type Dialect} from '../dnf/words.ts';

const troubled = ({out, err}: Trouble, head: readonly string[]): CommandResult =>
	failed(`${err.join('\n')}\n`, 1, [...head, ...out].map(line => `${line}\n`).join(''));

const agreed = ({flags}: Options): boolean => ['-y', '--yes', '--assumeyes'].some(flag => flags.has(flag));

const install = async (session: Session, words: readonly string[]): Promise<CommandResult> => {
	const {at, dialect, options, lifted, head} = session;
	const plan = planTransaction(at.world, at.machine, at.files, words, lifted);
	const lines = [...head];
	const errors: string[] = [];
	for (const word of plan.missing)
		if (dialect === 'dnf') lines.push(`No match for argument: ${word}`);
		else lines.push(`No package ${word} available.`);
	for (const word of plan.filtered)
		lines.push(
			dialect === 'dnf'
				? `All matches were filtered out by exclude filtering for argument: ${word}`
				: `No package ${word} available.`,
		);
	const lost = [...plan.missing, ...plan.filtered];
	// dnf gives up when one argument cannot be had; yum goes on with the others.
	if (lost.length > 0 && (dialect === 'dnf' || plan.steps.length + plan.present.length === 0)) {
		errors.push(dialect === 'dnf' ? `Error: Unable to find a match: ${lost.join(' ')}` : 'Error: Nothing to do');
		return failed(`${errors.join('\n')}\n`, 1, lines.map(line => `${line}\n`).join(''));
	}
	if (plan.broken.length > 0)
		return failed(
			`Error: \n Problem: conflicting requests\n${plan.broken.map(text => `  - ${text}\n`).join('')}${dialect === 'dnf' ? "(try to add '--skip-broken' to skip uninstallable packages or '--nobest' to use not only best candidate packages)\n" : ''}`,
			1,
			lines.map(line => `${line}\n`).join(''),
		);
	for (const [name, version] of plan.present)
		lines.push(
			dialect === 'dnf'
				? `Package ${name}-${withoutEpoch(version)}.x86_64 is already installed.`
				: `Package ${name}-${withoutEpoch(version)}.x86_64 already installed and latest version`,
		);
	if (plan.steps.length === 0)
		return printed([
			...lines,
			...(dialect === 'dnf' ? ['Dependencies resolved.', 'Nothing to do.', 'Complete!'] : ['Nothing to do']),
		]);
	lines.push(...planned(plan, dialect));
	if (plan.removes.length > 0 && dialect === 'dnf' && !options.flags.has('--allowerasing'))
		return failed(
			`Error: \n Problem: problem with installed package ${plan.removes[0]!}\n  - package ${nevra(plan.steps[0]!)} conflicts with ${plan.removes.join(', ')}\n(try to add '--allowerasing' to command line to replace conflicting packages)\n`,
			1,
			head.map(line => `${line}\n`).join(''),
		);
	if (!agreed(options))
		return failed(
			dialect === 'dnf' ? 'Operation aborted.\n' : 'Exiting on user command\n',
			1,
			`${lines.join('\n')}\nIs this ok [y/N]: \n`,
		);
	lines.push(dialect === 'dnf' ? 'Downloading Packages:' : 'Downloading packages:');
	for (const step of plan.steps) {
		const signed = checkSignature(at, step.repo, dialect, `${nevra(step)}.rpm`);
		lines.push(...signed.lines);
		if (signed.trouble) return troubled(signed.trouble, lines);
	}
	await at.pass(1500 + plan.steps.reduce((sum, {item}) => sum + item.size / 10 + 120, 0));
	const acts: Act[] = [];
	for (const name of plan.removes) acts.push({verb: 'Erasing', ...eraseConflicting(session, name)});
	for (const step of plan.steps) {
		const says = installRpm(at, step.item, step.version, step.repo.id);
		acts.push({
			verb: step.before === undefined ? 'Installing' : 'Upgrading',
			what: dialect === 'dnf' ? nevra(step) : `${step.item.name}.${architectureOf(step.item)} ${step.version}`,
			says,
		});
		at.settle();
	}
	return printed([...lines, ...performed(acts, dialect)]);
};

const refreshed = ({dialect, head}: Session): CommandResult =>
	printed([...head, 'Metadata cache created.'.slice(0, dialect === 'dnf' ? undefined : 22)]);

type Verb = (session: Session, words: readonly string[]) => CommandResult | Promise<CommandResult>;

const nothing: Verb = ({dialect, head}) =>
	printed([
		...head,
		...(dialect === 'dnf'
			? ['Dependencies resolved.', 'Nothing to do.', 'Complete!']
			: ['No packages marked for update']),
	]);

const verbs: Readonly<Record<string, Verb>> = {
	install,
	reinstall: install,
	localinstall: install,
	downgrade: install,
	update: (session, words) => (words.length > 0 ? install(session, words) : nothing(session, words)),
	upgrade: (session, words) => (words.length > 0 ? install(session, words) : nothing(session, words)),
	makecache: refreshed,
	list,
	info,
	repolist,
	'check-update': () => said(''),
};

/** These look at what is installed, and read no list. */
const offline: Readonly<Record<string, Verb>> = {
	remove,
	erase: remove,
	autoremove: nothing,
	clean: ({at, dialect}) => {
		at.machine.aptLists = [];
		return printed([dialect === 'dnf' ? '24 files removed' : 'Cleaning repos: all']);
	},
};

const choose = (at: Shell, options: Options): readonly Repo[] => {
	const named = (name: string): readonly string[] => options.all(name).flatMap(text => text.split(','));
	const [on, off] = [named('--enablerepo'), named('--disablerepo')];
	return reposOf(at.machine, at.files).filter(({id, enabled}) =>
		off.includes('*') || off.includes(id) ? on.includes(id) : enabled || on.includes(id),
	);
};

const withValue = [
	'--setopt',
	'--enablerepo',
	'--disablerepo',
	'--disableexcludes',
	'--disableexcludepkgs',
	'-x',
	'--exclude',
	'--releasever',
	'-c',
	'--config',
	'-d',
	'-e',
	'--qf',
	'--queryformat',
];

const run = async (args: readonly string[], at: Shell, dialect: Dialect): Promise<CommandResult> => {
	const options = readOptions(args, withValue);
	const [name, ...words] = options.words;
	const quiet = options.flags.has('-q') || options.flags.has('--quiet');
	if (options.flags.has('--version')) return said(dialect === 'dnf' ? '4.14.0\n' : '3.4.3\n');
	if (name === undefined) return failed(`usage: ${dialect} [options] COMMAND\n`, 1);
	const verb = verbs[name];
	const local = offline[name];
	if (!verb && !local)
		return failed(
			dialect === 'dnf'
				? `No such command: ${name}. Please use /usr/bin/dnf --help\nIt could be a DNF plugin command, try: "dnf install 'dnf-command(${name})'"\n`
				: `Loaded plugins: fastestmirror\nNo such command: ${name}. Please use /usr/bin/yum --help\n`,
			1,
		);
	const repos = choose(at, options);
	const lifted = new Set(['--disableexcludes', '--disableexcludepkgs'].flatMap(flag => options.all(flag)));
	const head = dialect === 'yum' && !quiet ? ['Loaded plugins: fastestmirror'] : [];
	const session = {at, dialect, options, repos, lifted, head};
	if (local) return local(session, words);
	const read = readLists(at, repos, dialect, name === 'makecache');
	if (read.fetched > 0) await at.pass(1200 * read.fetched);
	if (read.trouble) return troubled(read.trouble, [...head, ...read.lines]);
	const ago = 'Last metadata expiration check: 0:00:04 ago.';
	const told = read.fetched > 0 ? read.lines : dialect === 'dnf' ? [ago] : [];
	const result = await verb!({...session, head: quiet ? [] : [...head, ...told]}, words);
	return quiet && verb === install ? {...result, stdout: ''} : result;
};

export const dnf: LabCommand = {
	names: ['dnf', 'dnf-3', 'yum'],
	run: (args, at) => run(args, at, kindOf(at.machine).packages === 'yum' ? 'yum' : 'dnf'),
};
