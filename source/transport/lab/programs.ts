// Programs that every minimal server has, by the directory they are in. What is not here comes with a package, or with
// the kind of machine.

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Commands that are bash's own on a real host; in the lab they are commands that no directory lists. */
export const shellWords = words('trap umask ulimit jobs disown times suspend fg bg');

const bin = words(`
	awk base64 basename bash bashbug bzip2 cat chmod chown chgrp cksum clear
	cmp column comm cp cut date dd df diff dirname dmesg du echo egrep env expand
	expr factor false fgrep find findmnt flock fmt fold free getconf getent getopt grep groups gunzip gzip head
	hostid hostname hostnamectl id install ionice ip join journalctl kill last less ln localectl logger login
	loginctl logname ls lsblk lscpu lsmem md5sum mkdir mkfifo mknod mktemp more mount mountpoint mv nice nl
	nohup nproc nsenter od openssl passwd paste perl pgrep ping pidof pkill printenv printf prlimit ps pwd readlink
	realpath renice rev rm rmdir run-parts scp sed seq setsid sftp sh sha1sum sha224sum sha256sum sha384sum sha512sum
	shred shuf sleep sort split ss ssh ssh-add ssh-agent ssh-keygen ssh-keyscan stat stdbuf strings stty su sum sync
	systemctl systemd-analyze systemd-detect-virt systemd-cat systemd-run tac tail tar tee test time timedatectl
	timeout top touch tr true truncate tsort tty umount uname unexpand uniq unlink unshare uptime users vmstat w watch wc wget whereis
	which who whoami xargs yes zcat zgrep history help alias unalias
`);

const sbin = words(`
	agetty blkid blockdev chroot depmod e2fsck fdisk fsck fstrim groupadd halt
	hwclock insmod ldconfig losetup lsmod mkfs mkswap modinfo modprobe nft nologin
	poweroff reboot rmmod runlevel service shutdown sshd sulogin swaplabel swapoff swapon
	switch_root sysctl tc telinit useradd usermod
`);

/** Daemons that units start and nobody calls by hand. */
const daemons = words(`
	/usr/sbin/cron /usr/sbin/ifup /usr/bin/dbus-daemon /lib/systemd/systemd-journald /lib/systemd/systemd-logind
	/lib/systemd/systemd-modules-load /lib/systemd/systemd-sysctl /lib/systemd/systemd-udevd
`);

export const basePrograms: readonly string[] = [
	...daemons,
	...bin.map(name => `/usr/bin/${name}`),
	...sbin.map(name => `/usr/sbin/${name}`),
];

/**
 * just-bash runs a command only from /usr/bin or /bin. A program elsewhere is a script that calls it through /bin,
 * which on Debian is the same directory anyway.
 */
export const programText = (path: string): string => {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return path === `/usr/bin/${name}` ? '' : `/bin/${name} "$@"\n`;
};
