// The files that `sysctl --system` and systemd-sysctl read, in their order.
import type {Files} from './files.ts';

const directories = ['/run/sysctl.d', '/etc/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d', '/lib/sysctl.d'];

/** By name, not by directory; a file in an earlier directory hides one of the same name in a later. */
export const sysctlFiles = (files: Files): readonly string[] => {
	const byName = new Map<string, string>();
	for (const directory of directories)
		for (const name of files.list(directory))
			if (name.endsWith('.conf') && !byName.has(name)) byName.set(name, `${directory}/${name}`);
	const sorted = [...byName.keys()].toSorted().map(name => byName.get(name)!);
	return files.exists('/etc/sysctl.conf') ? [...sorted, '/etc/sysctl.conf'] : sorted;
};

export type Assignment = {
	readonly key: string;
	readonly value: string;
	/** `-key`: trouble is ignored. */ readonly lenient: boolean;
};

export const assignments = (text: string): readonly Assignment[] =>
	text
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '' && !/^[#;]/.test(line) && line.includes('='))
		.map(line => {
			const at = line.indexOf('=');
			const key = line.slice(0, at).trim();
			return {
				key: key.replace(/^-/, '').replaceAll('/', '.'),
				value: line.slice(at + 1).trim(),
				lenient: key.startsWith('-'),
			};
		});

export const applySysctlFiles = (files: Files, set: (key: string, value: string) => void): void => {
	for (const path of sysctlFiles(files))
		for (const {key, value} of assignments(files.read(path) ?? '')) set(key, value);
};
