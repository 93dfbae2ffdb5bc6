// A package of Red Hat's family on a machine. Unlike Debian's, its services are neither enabled nor started.
import type {LabPackage} from '../package.ts';
import {stopUnit, unitOf, type Where} from '../systemd.ts';
import {disableLinks} from '../unit-file.ts';
import {filesOfPackage} from '../packages/unpack.ts';

const isConfig = (path: string): boolean => path.startsWith('/etc/');

/** A configuration file that somebody has written stays, and the package's own is put beside it. */
export const installRpm = (
	{machine, files}: Where,
	item: LabPackage,
	version: string,
	from: string,
): readonly string[] => {
	const says: string[] = [];
	for (const [path, {text, mode}] of Object.entries(filesOfPackage(item, version))) {
		if (isConfig(path) && files.exists(path) && files.read(path) !== text) {
			files.write(`${path}.rpmnew`, text, mode);
			says.push(`warning: ${path} created as ${path}.rpmnew`);
		} else files.write(path, text, mode);
	}
	for (const user of item.users ?? [])
		for (const file of ['/etc/passwd', '/etc/group'])
			if (!(files.read(file) ?? '').includes(`\n${user}:`))
				files.append(
					file,
					file === '/etc/passwd'
						? `${user}:x:188:188:${user}:/var/lib/${user}:/sbin/nologin\n`
						: `${user}:x:188:\n`,
				);
	for (const name of item.units ?? []) machine.units[name] ??= unitOf(machine, name);
	machine.packages[item.name] = {version, held: false, from};
	return says;
};

/** A configuration file that somebody has changed is kept under another name. */
export const eraseRpm = (where: Where, item: LabPackage): readonly string[] => {
	const {machine, files} = where;
	const version = machine.packages[item.name]?.version ?? '';
	const says: string[] = [];
	for (const name of item.units ?? []) {
		stopUnit(where, name);
		disableLinks(files, name);
		delete machine.units[name];
	}
	for (const [path, {text}] of Object.entries(filesOfPackage(item, version))) {
		const now = files.read(path);
		files.remove(`${path}.rpmnew`);
		if (now === undefined) continue;
		if (isConfig(path) && now !== text) {
			files.write(`${path}.rpmsave`, now);
			says.push(`warning: ${path} saved as ${path}.rpmsave`);
		}
		files.remove(path);
	}
	delete machine.packages[item.name];
	return says;
};
