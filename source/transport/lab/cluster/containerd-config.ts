// What containerd makes of /etc/containerd/config.toml. The same setting has another name in 1.x and in 2.x, and a name
// of the wrong version is silently ignored, which is why so many hosts run with the cgroup driver nobody asked for.
import type {Runtime} from '../world.ts';
import {readToml, TomlError, type TomlTable, type TomlValue} from './toml.ts';

export const containerdConfig = '/etc/containerd/config.toml';

/** The pause image that each release asks for by itself. */
const pauses: readonly (readonly [RegExp, string])[] = [
	[/^1\.6/, '3.6'],
	[/^1\.7/, '3.8'],
	[/^2\.0/, '3.10'],
	[/^2\.[12]/, '3.10.1'],
];

export const defaultSandbox = (version: string): string =>
	`registry.k8s.io/pause:${pauses.find(([pattern]) => pattern.test(version))?.[1] ?? '3.10.2'}`;

const at = (table: TomlValue | undefined, ...path: readonly string[]): TomlValue | undefined =>
	path.reduce<TomlValue | undefined>(
		(value, part) => (typeof value === 'object' && !Array.isArray(value) ? value[part] : undefined),
		table,
	);

const text = (value: TomlValue | undefined): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

const old = 'io.containerd.grpc.v1.cri';
const images = 'io.containerd.cri.v1.images';
const runtimes = 'io.containerd.cri.v1.runtime';

export type ConfigError = {readonly error: string};

/** Undefined text is a missing file: then containerd runs on its defaults. */
export const readContainerdConfig = (file: string | undefined, version: string): Runtime | ConfigError => {
	const major = Number(version.split('.')[0]);
	let root: TomlTable;
	try {
		root = readToml(file ?? '');
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		return {
			error:
				major === 1
					? `containerd: failed to load TOML: ${containerdConfig}: (${error.line}, ${error.column}): ${error.message}`
					: `containerd: failed to unmarshal TOML at row ${error.line} column ${error.column}: toml: ${error.message}`,
		};
	}
	const scheme = file === undefined || file.trim() === '' ? (major === 1 ? 2 : 3) : Number(root['version'] ?? 1);
	const newest = major === 1 ? 2 : /^2\.[012]\./.test(version) ? 3 : 4;
	if (!(scheme >= 1 && scheme <= newest))
		return {
			error: `containerd: failed to load TOML from ${containerdConfig}: expected containerd config version equal to or less than \`${newest}\`, got \`${JSON.stringify(root['version'])}\``,
		};
	const disabled = (root['disabled_plugins'] as TomlValue[] | undefined) ?? [];
	// Version 1 knew plugins by their short names; 2.x reads it no more. Docker's package ships exactly such a file,
	// with disabled_plugins = ["cri"], and 2.x still takes that one spelling.
	const odd = disabled.find(name => typeof name !== 'string' || !/^io\.containerd\.[^.]+\../.test(name));
	if (major === 1 && scheme > 1 && odd !== undefined)
		return {
			error: `containerd: failed to load TOML from ${containerdConfig}: invalid disabled plugin URI ${JSON.stringify(odd)} expect io.containerd.x.vx`,
		};
	const cri = !disabled.some(name => name === 'cri' || name === old || (major > 1 && name === runtimes));
	const plugins = root['plugins'];
	const options = (plugin: string): TomlValue | undefined =>
		at(plugins, plugin, 'containerd', 'runtimes', 'runc', 'options', 'SystemdCgroup');
	const oldNames = scheme <= 2;
	const short = scheme === 1 ? 'cri' : old;
	const cni = oldNames ? at(plugins, short, 'cni') : at(plugins, runtimes, 'cni');
	const bins = at(cni, 'bin_dirs');
	const standard = version.includes('ds') ? '/usr/lib/cni' : '/opt/cni/bin';
	return {
		version,
		cri,
		systemdCgroup: (oldNames ? options(short) : options(runtimes)) === true,
		sandboxImage:
			text(oldNames ? at(plugins, short, 'sandbox_image') : at(plugins, images, 'pinned_images', 'sandbox')) ??
			defaultSandbox(version),
		binDirs: Array.isArray(bins) ? bins.map(String) : [text(at(cni, 'bin_dir')) ?? standard],
		confDir: text(at(cni, 'conf_dir')) ?? '/etc/cni/net.d',
		certsDir: text(at(plugins, oldNames ? short : images, 'registry', 'config_path'))?.split(':')[0] ?? '',
	};
};
