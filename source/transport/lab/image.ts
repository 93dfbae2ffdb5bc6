// The disk of a freshly installed machine.
import type {Entry} from './disk.ts';
import {parentOf} from './disk.ts';
import {builtinModules, kernelModules} from './kernel-modules.ts';
import {kindOf} from './machines/kinds.ts';
import {basePrograms, programText} from './programs.ts';
import {hostKeyFile, hostKeys} from './ssh-keys.ts';
import {textOf} from './unit-file.ts';
import {unitDeclaration} from './units.ts';
import type {Machine} from './world.ts';

const subdirectory = (name: string): string => {
	if (name === 'br_netfilter' || name === 'bridge') return 'net/bridge';
	if (name.startsWith('ip_vs')) return 'net/netfilter/ipvs';
	if (name === 'overlay') return 'fs/overlayfs';
	if (name === 'vxlan' || name === 'dummy' || name === 'veth') return 'drivers/net';
	return 'net/netfilter';
};

const directories = [
	'/boot /dev /dev/shm /dev/pts',
	'/etc/cron.d /etc/modules-load.d /etc/modprobe.d /etc/profile.d /etc/bash_completion.d',
	'/etc/ssh/sshd_config.d /etc/systemd/network /etc/systemd/system/multi-user.target.wants /etc/sysctl.d /home /lib/systemd/system',
	'/media /mnt /opt /root /root/.ssh /run /run/lock /srv /tmp /usr/local/bin /usr/local/sbin /usr/share/bash-completion/completions',
	'/usr/lib/modules-load.d /usr/lib/sysctl.d /usr/share/doc /var/lib/systemd /var/log /var/tmp /var/spool/cron',
].flatMap(line => line.split(' '));

const links: Readonly<Record<string, string>> = {
	'/etc/os-release': '../usr/lib/os-release',
	'/etc/localtime': '/usr/share/zoneinfo/Etc/UTC',
	'/etc/mtab': '../proc/self/mounts',
	'/var/run': '/run',
	'/bin': 'usr/bin',
	'/sbin': 'usr/sbin',
	'/lib': 'usr/lib',
};

const texts = (machine: Machine, address: string): Readonly<Record<string, string>> => {
	const modules = `/lib/modules/${machine.kernel}`;
	const kind = kindOf(machine);
	return {
		'/usr/lib/os-release': kind.release,
		'/etc/hostname': `${machine.name}\n`,
		'/etc/machine-id': `${machine.machineId}\n`,
		'/usr/share/zoneinfo/Etc/UTC': 'TZif2 UTC\n',
		...kind.files(machine, address),
		[`${modules}/modules.builtin`]: builtinModules.map(name => `kernel/${name}/${name}.ko\n`).join(''),
		[`${modules}/modules.dep`]: Object.keys(kernelModules)
			.map(name => `kernel/${subdirectory(name)}/${name}.ko:\n`)
			.join(''),
		[`/boot/config-${machine.kernel}`]:
			'CONFIG_CGROUPS=y\nCONFIG_MEMCG=y\nCONFIG_OVERLAY_FS=m\nCONFIG_BRIDGE_NETFILTER=m\nCONFIG_IP_VS=m\n',
	};
};

export const makeImage = (machine: Machine, address: string): Map<string, Entry> => {
	const at = machine.booted;
	const kind = kindOf(machine);
	const image = new Map<string, Entry>();
	const directory = (path: string): void => {
		if (path === '/' || image.has(path)) return;
		directory(parentOf(path));
		image.set(path, {
			kind: 'directory',
			mode: path === '/root' || path === '/root/.ssh' ? 0o700 : path.endsWith('tmp') ? 0o1777 : 0o755,
			at,
		});
	};
	const file = (given: string, text: string, mode: number): void => {
		// /lib is a link to /usr/lib on all of them.
		const path = given.startsWith('/lib/') ? `/usr${given}` : given;
		directory(parentOf(path));
		image.set(path, {kind: 'file', text, mode, at});
	};
	for (const path of [...directories, ...(kind.directories ?? [])])
		directory(path.startsWith('/lib/') ? `/usr${path}` : path);
	for (const [path, text] of Object.entries(texts(machine, address))) file(path, text, 0o644);
	const keys = hostKeys(machine.machineId);
	file(hostKeyFile, keys.secret, 0o600);
	file(`${hostKeyFile}.pub`, `${keys.open} root@${machine.name}\n`, 0o644);
	const lacking = new Set(kind.programs?.fewer);
	for (const path of [...basePrograms, ...(kind.programs?.more ?? [])])
		if (!lacking.has(path)) file(path, programText(path), 0o755);
	for (const name of [...kind.units, ...(kind.idleUnits ?? [])]) {
		const declaration = unitDeclaration(name);
		if (!declaration) continue;
		const path = `/lib/systemd/system/${name}`;
		file(path, textOf(declaration), 0o644);
		if (machine.units[name]?.enabled)
			image.set(`/etc/systemd/system/multi-user.target.wants/${name}`, {
				kind: 'link',
				target: path,
				mode: 0o777,
				at,
			});
	}
	for (const [path, target] of Object.entries({...links, ...kind.links}))
		image.set(path, {kind: 'link', target, mode: 0o777, at});
	return image;
};
