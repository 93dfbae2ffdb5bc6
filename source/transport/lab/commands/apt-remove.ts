// apt-get remove and purge.
import {failed, said, type CommandResult, type Shell} from '../command.ts';
import type {Options} from '../options.ts';
import {packageOf} from '../packages/catalogue.ts';
import {dependents} from '../packages/resolve.ts';
import {take} from '../packages/unpack.ts';
import {database, reading, size, wrapped} from './apt-words.ts';

export const remove = async (
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
		take(at, item, purge);
		at.settle();
	}
	return said(`${head}${lines.join('\n')}\n`);
};
