// containerd's own command line: version, config default, config dump.
import {defaultSandbox, containerdConfig} from '../cluster/containerd-config.ts';
import {containerdVersion, plainContainerdVersion} from '../units/containerd-unit.ts';
import {failed, said, type LabCommand} from '../command.ts';
import {defaultConfig} from '../cluster/containerd-default.ts';

export const containerd: LabCommand = {
	names: ['containerd'],
	changes: false,
	run: (args, {machine, files}) => {
		const version = plainContainerdVersion(machine);
		const debian = containerdVersion(machine).includes('ds');
		if (args[0] === '--version' || args[0] === '-v')
			return said(
				debian
					? `containerd github.com/containerd/containerd ${containerdVersion(machine)} ${containerdVersion(machine)}-1+deb12u3\n`
					: `containerd ${version.startsWith('1.') ? 'containerd.io' : 'github.com/containerd/containerd/v2'} ${version.startsWith('1.') ? version : `v${version}`} fcd43222d6b07379a4be9786bda52438f0dd16a1\n`,
			);
		if (args[0] === 'config') {
			const text = defaultConfig(version, defaultSandbox(version), debian);
			if (args[1] === 'default') return said(text);
			if (args[1] === 'dump') return said(files.read(containerdConfig) ?? text);
			return failed(`No help topic for '${args[1] ?? ''}'\n`, 3);
		}
		return failed('containerd: failed to get root directory: address already in use\n');
	},
};
