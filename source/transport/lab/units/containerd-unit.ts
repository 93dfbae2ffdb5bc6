// containerd: reads its configuration when it starts, and only then.
import {containerdConfig, readContainerdConfig} from '../cluster/containerd-config.ts';
import type {UnitAt, UnitDeclaration} from '../unit.ts';
import type {Machine} from '../world.ts';

export const containerdSocket = '/run/containerd/containerd.sock';

/** Debian's package keeps its own version number in the plain form; Docker's is `2.2.1-1~debian.12~bookworm`. */
export const containerdVersion = (machine: Machine): string => {
	const version =
		machine.packages['containerd.io']?.version ?? machine.packages['containerd']?.version ?? '1.6.20~ds1';
	return version.replace(/^\d+:/, '').replace(/-.*/, '');
};

export const plainContainerdVersion = (machine: Machine): string => containerdVersion(machine).replace(/[~+].*/, '');

const time = (at: UnitAt): string => {
	const iso = new Date(at.world.now + at.machine.clockOffset).toISOString();
	return `${iso.slice(0, 23)}000000Z`;
};

export const containerdUnit: UnitDeclaration = {
	name: 'containerd.service',
	description: 'containerd container runtime',
	documentation: ['https://containerd.io'],
	program: 'containerd',
	execStart: '/usr/bin/containerd',
	execStartPre: '/sbin/modprobe overlay',
	type: 'notify',
	restartAfter: 5,
	start: at => {
		const {machine, files, say} = at;
		const config = readContainerdConfig(files.read(containerdConfig), containerdVersion(machine));
		if ('error' in config) return {says: [config.error], status: 1};
		// The unit's ExecStartPre loads it; a failure there is ignored (`-`).
		if (!machine.modules.includes('overlay')) machine.modules.push('overlay');
		const version = plainContainerdVersion(machine);
		machine.runtime = {...config, version};
		say(
			`time="${time(at)}" level=info msg="starting containerd" revision=${version === '1.6.20' ? '1.6.20~ds1-1+deb12u3' : 'fcd43222d6b07379a4be9786bda52438f0dd16a1'} version=${version === '1.6.20' ? '1.6.20~ds1' : `v${version}`}`,
		);
		if (config.cri)
			say(
				`time="${time(at)}" level=info msg="Start cri plugin with config {SandboxImage:${config.sandboxImage} SystemdCgroup:${config.systemdCgroup}}"`,
			);
		else
			say(
				`time="${time(at)}" level=info msg="skip loading plugin \\"io.containerd.grpc.v1.cri\\"..." type=io.containerd.grpc.v1`,
			);
		say(`time="${time(at)}" level=info msg=serving... address=${containerdSocket}`);
		say(`time="${time(at)}" level=info msg="containerd successfully booted in 0.047118s"`);
		files.write(containerdSocket, '', 0o660);
		return undefined;
	},
	stopped: ({machine, files}) => {
		delete machine.runtime;
		files.remove(containerdSocket);
	},
};
