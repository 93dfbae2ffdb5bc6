#!/bin/bash
# PID 1 of a host made of namespaces: boot.sh DIRECTORY NAME ADDRESS/BITS ADDRESS6/BITS
# Its disk is an overlay of this machine's: what it writes stays in DIRECTORY, across its own reboots. /root is empty.
# /run, /tmp and /dev/shm are new at each boot, as on a real host, and so is the boot id that it shows.
set -eu
directory=$1 name=$2 address=$3 address6=$4

hostname "$name"
mount --make-rprivate /
root=$directory/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$directory/up,workdir=$directory/work" "$root"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
tr -d '\n' < /proc/sys/kernel/random/uuid > "$directory/boot_id"
echo >> "$directory/boot_id"
mount --bind "$directory/boot_id" "$root/proc/sys/kernel/random/boot_id"
# This machine's root may have a .bashrc of his own, and sshd's shells read it.
mount --bind "$directory/home" "$root/root"
mkdir -p "$root/run/sshd" "$root/run/lock"
cd "$root"
pivot_root . mnt
cd /
umount -l /mnt

# Its network card comes from outside, once there is a process whose namespace it can be put into.
echo mounted
read -r _
ip link set lo up
ip address add "$address" dev eth0
ip address add "$address6" dev eth0 nodad
ip link set eth0 up
/usr/sbin/sshd -f /etc/ssh/sshd_config -E /var/log/sshd.log
echo up

exec < /dev/null > /dev/null 2>&1
# Bash buries the orphans of the namespace while it waits.
while :; do
	sleep 3600 &
	wait
done
