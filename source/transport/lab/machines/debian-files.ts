// What Debian's installer writes, and Ubuntu's: the same files with other names in them.
import type {Machine} from '../world.ts';

export const rootUuid = '8d0f7c3e-1fd0-4b6f-a1ce-7c0a1a5e5d11';
export const swapUuid = 'e4a7c1f2-93f6-4c39-8a5f-5b1f0ce2d7a9';

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
export const nftablesConf = `#!/usr/sbin/nft -f

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

const fstab = (root: string, swap: string): string => `# /etc/fstab: static file system information.
#
# Use 'blkid' to print the universally unique identifier for a
# device; this may be used with UUID= as a more robust way to name devices
# that works even if disks are added and removed. See fstab(5).
#
# systemd generates mount units based on this file, see systemd.mount(5).
# Please run 'systemctl daemon-reload' after making changes here.
#
# <file system> <mount point>   <type>  <options>       <dump>  <pass>
${root}
${swap}
`;

export const debianFstab = fstab(
	`# / was on /dev/vda1 during installation
UUID=${rootUuid} /               ext4    errors=remount-ro 0       1`,
	`# swap was on /dev/vda5 during installation
UUID=${swapUuid} none            swap    sw              0       0`,
);

export const ubuntuFstab = fstab(
	`# / was on /dev/vda2 during curtin installation
/dev/disk/by-uuid/${rootUuid} / ext4 defaults 0 1`,
	'/swap.img\tnone\tswap\tsw\t0\t0',
);

/** What is the same on every system of the family. */
export const debianFamilyFiles = (machine: Machine): Readonly<Record<string, string>> => ({
	'/etc/hosts': hosts(machine.name),
	'/etc/nsswitch.conf': 'passwd:         files systemd\ngroup:          files systemd\nhosts:          files dns\n',
	'/etc/passwd': passwd,
	'/etc/group': group,
	'/etc/shells': '/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n',
	'/etc/timezone': `${machine.timezone}\n`,
	'/etc/modules':
		'# /etc/modules: kernel modules to load at boot time.\n#\n# This file contains the names of kernel modules that should be loaded\n# at boot time, one per line. Lines beginning with "#" are ignored.\n',
	'/usr/lib/sysctl.d/50-pid-max.conf': 'kernel.pid_max = 4194304\n',
	'/usr/lib/sysctl.d/99-protect-links.conf':
		'fs.protected_fifos = 1\nfs.protected_hardlinks = 1\nfs.protected_regular = 2\nfs.protected_symlinks = 1\n',
	'/etc/ssh/sshd_config': sshdConfig,
	'/etc/profile': '# /etc/profile: system-wide .profile file for the Bourne shell (sh(1))\n',
	'/etc/bash.bashrc': '# System-wide .bashrc file for interactive bash(1) shells.\n',
	'/root/.bashrc': '# ~/.bashrc: executed by bash(1) for non-login shells.\n',
	'/root/.profile': '# ~/.profile: executed by Bourne-compatible login shells.\n',
});

/** Read by sysctl --system, and at boot through a link in /etc/sysctl.d; Debian 13 has done away with it. */
export const sysctlConfFile = {'/etc/sysctl.conf': sysctlConf};
export const sysctlConfLink = {'/etc/sysctl.d/99-sysctl.conf': '../sysctl.conf'};

export const debianLinks: Readonly<Record<string, string>> = {'/etc/modules-load.d/modules.conf': '../modules'};

export const debianDirectories: readonly string[] =
	'/etc/apt/keyrings /etc/apt/preferences.d /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d /etc/default /etc/network/interfaces.d /usr/share/keyrings /var/cache/apt/archives /var/lib/apt/lists /var/lib/dpkg'.split(
		' ',
	);

/** Programs of Debian's own that no other family has. */
export const debianPrograms: readonly string[] =
	'apt apt-cache apt-config apt-get apt-key apt-mark deb-systemd-helper dpkg dpkg-query file-rename gpgv'
		.split(' ')
		.map(name => `/usr/bin/${name}`)
		.concat('/usr/sbin/addgroup', '/usr/sbin/adduser', '/usr/sbin/dhclient', '/usr/sbin/start-stop-daemon');
