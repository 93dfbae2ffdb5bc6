// dnf remove, yum remove: what needs the package goes with it.
import {failed, type CommandResult} from '../command.ts';
import {rpmDependents} from '../rpm/plan.ts';
import {rpmPackageOf} from '../rpm/packages.ts';
import {eraseRpm} from '../rpm/unpack.ts';
import {printed, type Session} from './session.ts';
import {architectureOf, performed, ruler, withoutEpoch, type Act} from './words.ts';

export const take = ({at, dialect}: Session, name: string): Omit<Act, 'verb'> => {
	const item = rpmPackageOf(at.machine, name) ?? {name, summary: name, size: 100, installed: 300};
	const version = at.machine.packages[name]?.version ?? '';
	const says = eraseRpm(at, item);
	at.settle();
	const architecture = architectureOf(item);
	return {
		what:
			dialect === 'dnf'
				? `${name}-${withoutEpoch(version)}.${architecture}`
				: `${name}.${architecture} ${version}`,
		says,
	};
};

export const remove = async (session: Session, words: readonly string[]): Promise<CommandResult> => {
	const {at, dialect, options, head} = session;
	const there = words.filter(name => at.machine.packages[name] !== undefined);
	const lines = [...head];
	for (const name of words)
		if (!there.includes(name))
			lines.push(dialect === 'dnf' ? `No match for argument: ${name}` : `No Match for argument: ${name}`);
	if (there.length === 0)
		return dialect === 'dnf'
			? printed([
					...lines,
					'No packages marked for removal.',
					'Dependencies resolved.',
					'Nothing to do.',
					'Complete!',
				])
			: printed([...lines, 'No Packages marked for removal']);
	const gone = rpmDependents(at.machine, there);
	lines.push(
		dialect === 'dnf' ? 'Dependencies resolved.' : '\nDependencies Resolved\n',
		ruler,
		'Removing:',
		...gone.map(
			name =>
				` ${name}  x86_64  ${at.machine.packages[name]?.version ?? ''}  @${at.machine.packages[name]?.from ?? 'anaconda'}`,
		),
		'',
		'Transaction Summary',
		ruler,
		`Remove  ${gone.length} Package${gone.length === 1 ? '' : 's'}`,
		'',
	);
	if (!['-y', '--assumeyes'].some(flag => options.flags.has(flag)))
		return failed(
			dialect === 'dnf' ? 'Operation aborted.\n' : 'Exiting on user command\n',
			1,
			`${lines.join('\n')}\nIs this ok [y/N]: \n`,
		);
	await at.pass(1500);
	const acts = gone.map((name): Act => ({verb: 'Erasing', ...take(session, name)}));
	return printed([...lines, ...performed(acts, dialect)]);
};
