// A package on a machine: its files, its units, its users; and how it goes again.
import {programText} from '../programs.ts';
import type {LabPackage} from '../package.ts';
import {startUnit, stopUnit, unitOf, type Where} from '../systemd.ts';
import {disableLinks, enableLinks, isEnabled, textOf} from '../unit-file.ts';
import {unitDeclaration} from '../units.ts';

const unitFiles = ({units = []}: LabPackage): Readonly<Record<string, string>> =>
	Object.fromEntries(
		units.flatMap(name => {
			const declaration = unitDeclaration(name);
			if (!declaration) return [];
			return [
				[declaration.path ?? `/lib/systemd/system/${name}`, textOf(declaration)],
				...Object.entries(declaration.dropIns ?? {}),
			];
		}),
	);

/** Every file of a package by path, as `dpkg -L` lists them. */
export const filesOfPackage = (
	item: LabPackage,
	version: string,
): Readonly<Record<string, {text: string; mode: number}>> => ({
	...Object.fromEntries((item.programs ?? []).map(path => [path, {text: programText(path), mode: 0o755}])),
	...Object.fromEntries(
		Object.entries({...unitFiles(item), ...item.files?.(version)}).map(([path, text]) => [
			path,
			{text, mode: path.startsWith('/opt/cni/') || path.startsWith('/usr/lib/cni/') ? 0o755 : 0o644},
		]),
	),
	[`/usr/share/doc/${item.name}/copyright`]: {text: '', mode: 0o644},
});

const isConffile = (path: string): boolean => path.startsWith('/etc/');

/** Configuration files that are there already stay as they are: what `--force-confold` says, and dpkg's own first choice. */
export const unpack = ({machine, files}: Where, item: LabPackage, version: string): void => {
	for (const [path, {text, mode}] of Object.entries(filesOfPackage(item, version)))
		if (!isConffile(path) || !files.exists(path)) files.write(path, text, mode);
	for (const user of item.users ?? [])
		for (const file of ['/etc/passwd', '/etc/group'])
			if (!(files.read(file) ?? '').includes(`\n${user}:`))
				files.append(
					file,
					file === '/etc/passwd'
						? `${user}:x:111:118::/var/lib/${user}:/usr/sbin/nologin\n`
						: `${user}:x:118:\n`,
				);
	machine.packages[item.name] = {version, held: machine.packages[item.name]?.held ?? false};
	delete machine.leftPackages?.[item.name];
};

/** Enables and starts what it brings, as Debian's postinst does. Answers the lines that it prints. */
export const configure = (where: Where, item: LabPackage, version: string, isNew: boolean): readonly string[] => {
	const lines = [...(item.says ?? [])];
	if (item.startedWhen && !item.startedWhen(version)) return lines;
	for (const name of item.units ?? []) {
		if (isNew) lines.push(...enableLinks(where.files, name));
		where.machine.units[name] = {...unitOf(where.machine, name), enabled: isEnabled(where.files, name)};
		if (!isNew) stopUnit(where, name);
		startUnit(where, name);
	}
	return lines;
};

export const take = (where: Where, item: LabPackage, purge: boolean): void => {
	const {machine, files} = where;
	const version = machine.packages[item.name]?.version ?? machine.leftPackages?.[item.name] ?? '';
	for (const name of item.units ?? []) {
		stopUnit(where, name);
		if (purge) {
			disableLinks(files, name);
			delete machine.units[name];
		}
	}
	for (const path of Object.keys(filesOfPackage(item, version))) if (purge || !isConffile(path)) files.remove(path);
	delete machine.packages[item.name];
	const conffiles = Object.keys(filesOfPackage(item, version)).filter(isConffile);
	if (purge) delete machine.leftPackages?.[item.name];
	else if (conffiles.length > 0) machine.leftPackages = {...machine.leftPackages, [item.name]: version};
};
