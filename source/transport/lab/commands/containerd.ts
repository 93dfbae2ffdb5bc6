// containerd's own command line: version, config default, config dump.
import {containerdConfig, defaultSandbox, readContainerdConfig} from '../cluster/containerd-config.ts';
import {defaultConfig} from '../cluster/containerd-default.ts';
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {containerdVersion, plainContainerdVersion} from '../units/containerd-unit.ts';
import type {Runtime} from '../world.ts';

const commit = 'fcd43222d6b07379a4be9786bda52438f0dd16a1';

const versionLine = (version: string, full: string): string => {
	if (full.includes('ds')) return `containerd github.com/containerd/containerd ${full} ${full}-1+deb12u3\n`;
	return version.startsWith('1.')
		? `containerd containerd.io ${version} ${commit}\n`
		: `containerd github.com/containerd/containerd/v2 v${version} ${commit}\n`;
};

/** The defaults with what the file says instead: what containerd would run with if it were started now. */
const merged = (text: string, config: Runtime): string =>
	text
		.replace(/SystemdCgroup = \w+/, `SystemdCgroup = ${config.systemdCgroup}`)
		.replace(/(sandbox(?:_image)? = )(["'])[^"'\n]*\2/, `$1$2${config.sandboxImage}$2`)
		.replace(/bin_dir = "[^"]*"/, `bin_dir = "${config.binDirs[0] ?? ''}"`)
		.replace(
			/bin_dirs = \[[^\]]*\]/,
			`bin_dirs = [${config.binDirs.map(directory => `'${directory}'`).join(', ')}]`,
		)
		.replace(/conf_dir = (["'])[^"'\n]*\1/, `conf_dir = $1${config.confDir}$1`)
		.replace(/config_path = (["'])[^"'\n]*\1/, `config_path = $1${config.certsDir}$1`)
		.replace(/^disabled_plugins = \[\]$/m, `disabled_plugins = [${config.cri ? '' : '"cri"'}]`);

const config = (verb: string | undefined, {machine, files}: Shell): CommandResult => {
	const version = plainContainerdVersion(machine);
	const full = containerdVersion(machine);
	const text = defaultConfig(version, defaultSandbox(version), full.includes('ds'));
	if (verb === 'default') return said(text);
	if (verb !== 'dump') return failed(`No help topic for '${verb ?? ''}'\n`, 3);
	const read = readContainerdConfig(files.read(containerdConfig), full);
	return 'error' in read ? failed(`${read.error}\n`) : said(merged(text, read));
};

export const containerd: LabCommand = {
	names: ['containerd'],
	changes: false,
	run: (args, at) => {
		if (args[0] === '--version' || args[0] === '-v')
			return said(versionLine(plainContainerdVersion(at.machine), containerdVersion(at.machine)));
		if (args[0] === 'config') return config(args[1], at);
		return failed('containerd: failed to get root directory: address already in use\n');
	},
};
