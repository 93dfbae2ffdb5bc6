// The disk of a freshly installed Debian 12.
import type {Entry} from './disk.ts';
import {parentOf} from './disk.ts';
import {builtinModules, kernelModules} from './kernel-modules.ts';
import {baseUnits} from './machine.ts';
import {basePrograms, programText} from './programs.ts';
import {textOf} from './unit-file.ts';
import {unitDeclaration} from './units.ts';
import type {Machine} from './world.ts';

const osRelease = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

export const rootUuid = '8d0f7c3e-1fd0-4b6f-a1ce-7c0a1a5e5d11';
export const swapUuid = 'e4a7c1f2-93f6-4c39-8a5f-5b1f0ce2d7a9';

const fstab = `# /etc/fstab: static file system information.
#
# Use 'blkid' to print the universally unique identifier for a
# device; this may be used with UUID= as a more robust way to name devices
# that works even if disks are added and removed. See fstab(5).
#
# systemd generates mount units based on this file, see systemd.mount(5).
# Please run 'systemctl daemon-reload' after making changes here.
#
# <file system> <mount point>   <type>  <options>       <dump>  <pass>
# / was on /dev/vda1 during installation
UUID=${rootUuid} /               ext4    errors=remount-ro 0       1
# swap was on /dev/vda5 during installation
UUID=${swapUuid} none            swap    sw              0       0
`;

const sources = `deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
`;

const passwd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
systemd-network:x:998:998:systemd Network Management:/:/usr/sbin/nologin
messagebus:x:100:107::/nonexistent:/usr/sbin/nologin
sshd:x:101:65534::/run/sshd:/usr/sbin/nologin
`;

const group = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
disk:x:6:
sudo:x:27:
www-data:x:33:
staff:x:50:
users:x:100:
nogroup:x:65534:
systemd-journal:x:999:
systemd-network:x:998:
ssh:x:106:
messagebus:x:107:
`;

const sysctlConf = `#
# /etc/sysctl.conf - Configuration file for setting system variables
# See /etc/sysctl.d/ for additional system variables.
# See sysctl.conf (5) for information.
#

#kernel.domainname = example.com

# Uncomment the next line to enable packet forwarding for IPv4
#net.ipv4.ip_forward=1
`;

const hosts = (name: string): string => `127.0.0.1\tlocalhost
127.0.1.1\t${name}

# The following lines are desirable for IPv6 capable hosts
::1     localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
`;

const sshdConfig = `Include /etc/ssh/sshd_config.d/*.conf

PermitRootLogin prohibit-password
KbdInteractiveAuthentication no
UsePAM yes
X11Forwarding yes
PrintMotd no
AcceptEnv LANG LC_*
Subsystem	sftp	/usr/lib/openssh/sftp-server
`;

/** What a careful operator has on a server: ssh and ping come in, the rest does not. */
const nftablesConf = `#!/usr/sbin/nft -f

flush ruleset

table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		iif "lo" accept
		meta l4proto { icmp, ipv6-icmp } accept
		tcp dport 22 accept
	}
	chain forward {
		type filter hook forward priority filter; policy accept;
	}
	chain output {
		type filter hook output priority filter; policy accept;
	}
}
`;

const subdirectory = (name: string): string => {
	if (name === 'br_netfilter' || name === 'bridge') return 'net/bridge';
	if (name.startsWith('ip_vs')) return 'net/netfilter/ipvs';
	if (name === 'overlay') return 'fs/overlayfs';
	if (name === 'vxlan' || name === 'dummy' || name === 'veth') return 'drivers/net';
	return 'net/netfilter';
};

const directories = [
	'/boot /dev /dev/shm /dev/pts /etc/apt/keyrings /etc/apt/preferences.d /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d',
	'/etc/cron.d /etc/default /etc/modules-load.d /etc/modprobe.d /etc/network/interfaces.d /etc/profile.d /etc/bash_completion.d',
	'/etc/ssh/sshd_config.d /etc/systemd/network /etc/systemd/system/multi-user.target.wants /etc/sysctl.d /home /lib/systemd/system',
	'/media /mnt /opt /root /root/.ssh /run /run/lock /srv /tmp /usr/local/bin /usr/local/sbin /usr/share/keyrings /usr/share/bash-completion/completions',
	'/usr/lib/modules-load.d /usr/lib/sysctl.d /usr/share/doc /var/cache/apt/archives /var/lib/apt/lists /var/lib/dpkg /var/lib/systemd',
	'/var/log /var/tmp /var/spool/cron',
].flatMap(line => line.split(' '));

const links: Readonly<Record<string, string>> = {
	'/etc/os-release': '../usr/lib/os-release',
	'/etc/sysctl.d/99-sysctl.conf': '../sysctl.conf',
	'/etc/localtime': '/usr/share/zoneinfo/Etc/UTC',
	'/etc/mtab': '../proc/self/mounts',
	'/var/run': '/run',
	'/bin': 'usr/bin',
	'/sbin': 'usr/sbin',
	'/lib': 'usr/lib',
	'/etc/modules-load.d/modules.conf': '../modules',
};

const texts = (machine: Machine, address: string): Readonly<Record<string, string>> => {
	const modules = `/lib/modules/${machine.kernel}`;
	return {
		'/usr/lib/os-release': osRelease,
		'/etc/debian_version': '12.8\n',
		'/etc/issue': 'Debian GNU/Linux 12 \\n \\l\n\n',
		'/etc/fstab': fstab,
		'/etc/hostname': `${machine.name}\n`,
		'/etc/hosts': hosts(machine.name),
		'/etc/resolv.conf': 'nameserver 10.77.0.1\n',
		'/etc/nsswitch.conf':
			'passwd:         files systemd\ngroup:          files systemd\nhosts:          files dns\n',
		'/etc/apt/sources.list': sources,
		'/etc/passwd': passwd,
		'/etc/group': group,
		'/etc/shells': '/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n',
		'/etc/machine-id': `${machine.machineId}\n`,
		'/etc/timezone': `${machine.timezone}\n`,
		'/usr/share/zoneinfo/Etc/UTC': 'TZif2 UTC\n',
		'/etc/modules':
			'# /etc/modules: kernel modules to load at boot time.\n#\n# This file contains the names of kernel modules that should be loaded\n# at boot time, one per line. Lines beginning with "#" are ignored.\n',
		'/etc/sysctl.conf': sysctlConf,
		'/usr/lib/sysctl.d/50-pid-max.conf': 'kernel.pid_max = 4194304\n',
		'/usr/lib/sysctl.d/99-protect-links.conf':
			'fs.protected_fifos = 1\nfs.protected_hardlinks = 1\nfs.protected_regular = 2\nfs.protected_symlinks = 1\n',
		'/etc/network/interfaces': `auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n\taddress ${address}/24\n\tgateway 10.77.0.1\n`,
		'/etc/ssh/sshd_config': sshdConfig,
		'/etc/nftables.conf': nftablesConf,
		'/etc/profile': '# /etc/profile: system-wide .profile file for the Bourne shell (sh(1))\n',
		'/etc/bash.bashrc': '# System-wide .bashrc file for interactive bash(1) shells.\n',
		'/root/.bashrc': '# ~/.bashrc: executed by bash(1) for non-login shells.\n',
		'/root/.profile': '# ~/.profile: executed by Bourne-compatible login shells.\n',
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
		// On Debian 12 /lib is a link to /usr/lib.
		const path = given.startsWith('/lib/') ? `/usr${given}` : given;
		directory(parentOf(path));
		image.set(path, {kind: 'file', text, mode, at});
	};
	for (const path of directories) directory(path.startsWith('/lib/') ? `/usr${path}` : path);
	for (const [path, text] of Object.entries(texts(machine, address))) file(path, text, 0o644);
	for (const path of basePrograms) file(path, programText(path), 0o755);
	for (const name of baseUnits) {
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
	for (const [path, target] of Object.entries(links)) image.set(path, {kind: 'link', target, mode: 0o777, at});
	return image;
};
