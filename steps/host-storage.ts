// Where a host keeps things: file systems that are full, read-only, or of a kind that containers cannot live on.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {question} from './question.ts';

/** The kubelet evicts pods when less than 5 % of the inodes are left (its default nodefs.inodesFree). */
const inodes = question(
	{
		id: 'inodes',
		title: {en: 'Inodes left below /var/lib', zh: '/var/lib 还有可用的 inode'},
		why: {
			en: 'Images are hundreds of thousands of small files. A disk can be half empty and still have no inode for another one; below 5 % the kubelet throws pods out.',
			zh: '镜像由大量小文件组成。磁盘有空间也可能没有 inode；低于 5% 时 kubelet 会驱逐 Pod。',
		},
		fix: {
			en: 'Find the directory with many small files (du --inodes -x -d 3 /var | sort -n | tail) and clear it.',
			zh: '找出小文件最多的目录（du --inodes -x -d 3 /var | sort -n | tail）并清理。',
		},
	},
	() => sh`
		used=$(df -Pi /var/lib | awk 'NR == 2 {sub("%", "", $5); print $5}')
		case $used in
			'' | *[^0-9]*) echo "this file system has no fixed number of inodes"; exit 0 ;;
		esac
		echo "$used % of the inodes are used"
		if [ "$used" -gt 95 ]; then
			echo "Fewer than 5 % of the inodes below /var/lib are free: find the directory with many small files (du --inodes -x -d 3 /var) and clear it." >&2
			exit 1
		fi
	`,
);

/** awk, over /proc/mounts: a path lies on the longest mount point that it begins with; a later mount covers an earlier one. */
const mountOf = fragment(
	sh`
		{ count++; points[count] = $2; kinds[count] = $3; options[count] = "," $4 "," }
		function mount_of(path,   i, best, at) {
			for (i = 1; i <= count; i++)
				if ((points[i] == "/" || path == points[i] || index(path, points[i] "/") == 1) && length(points[i]) >= best) {
					best = length(points[i])
					at = i
				}
			return at
		}
	`,
);

const writableDirectories = question(
	{
		id: 'writable-directories',
		title: {en: 'Directories can be written, and programs in them run', zh: '目录可写，其中的程序可执行'},
		why: {
			en: 'A disk with errors is mounted read-only. Hardened images mount /opt noexec: then the CNI plugins in /opt/cni/bin do not start, with "permission denied" and nothing more.',
			zh: '磁盘出错时会变成只读挂载。加固过的镜像会给 /opt 加 noexec，/opt/cni/bin 里的 CNI 插件就无法启动，只报 “permission denied”。',
		},
		fix: {
			en: 'Mount the file system that is named with rw,exec,suid: change its line in /etc/fstab, then mount -o remount,rw,exec,suid DIRECTORY.',
			zh: '将提示的文件系统以 rw,exec,suid 挂载：修改 /etc/fstab 中对应的行，再执行 mount -o remount,rw,exec,suid 目录。',
		},
	},
	() => sh`
		awk '
			${mountOf}
			END {
				written = split("/etc /opt /run /usr /var/lib", paths, " ")
				for (p = 1; p <= written; p++)
					if (index(options[mount_of(paths[p])], ",ro,")) {
						print paths[p] " is mounted read-only: see dmesg for errors of the disk, or remount it with mount -o remount,rw."
						wrong = 1
					}
				executed = split("/opt /usr", paths, " ")
				for (p = 1; p <= executed; p++)
					if (index(options[mount_of(paths[p])], ",noexec,")) {
						print paths[p] " is mounted noexec: remount it with exec, here and in /etc/fstab."
						wrong = 1
					}
				if (!wrong) print "all of them"
				exit wrong
			}' /proc/mounts
	`,
);

const storageKind = question(
	{
		id: 'storage-kind',
		title: {en: 'A local file system below /var/lib', zh: '/var/lib 位于本地文件系统'},
		why: {
			en: 'etcd waits for the disk with every write, and overlayfs cannot lie on a network file system: on NFS and its like images do not unpack and etcd loses its leader.',
			zh: 'etcd 每次写入都要等磁盘落盘，overlayfs 也不能建在网络文件系统上；放在 NFS 之类上面，镜像无法解包，etcd 会频繁丢失 leader。',
		},
		fix: {
			en: 'Put /var/lib on a local disk (ext4 or xfs): etcd and the runtime cannot live on a network file system or in memory.',
			zh: '将 /var/lib 放在本地磁盘上（ext4 或 xfs）：etcd 和容器运行时不能放在网络文件系统或内存中。',
		},
	},
	() => sh`
		awk '
			${mountOf}
			END {
				kind = kinds[mount_of("/var/lib")]
				print "/var/lib lies on " kind
				if (kind ~ /^(nfs|nfs4|cifs|smb3|9p|fuse\..*|vfat|exfat|ceph|glusterfs)$/) {
					print "Mount a local disk with ext4 or xfs at /var/lib."
					exit 1
				}
			}' /proc/mounts
	`,
);

/** Below /run live the sockets of the runtime and the state of every container. */
const roomInRun = question(
	{
		id: 'room-in-run',
		title: {en: 'Room in /run', zh: '/run 有空间'},
		why: {
			en: 'The runtime keeps a directory for each container in /run, which is memory. When it is full no container starts, and the error speaks of "no space left on device" although the disk is empty.',
			zh: '运行时在 /run（内存）里为每个容器保留目录。它满了以后容器无法启动，报 “no space left on device”，而磁盘其实是空的。',
		},
		fix: {
			en: 'See what fills /run with du -x -d 2 /run | sort -n | tail and clear it, or enlarge it: mount -o remount,size=512M /run.',
			zh: '用 du -x -d 2 /run | sort -n | tail 查看占用并清理，或扩大容量：mount -o remount,size=512M /run。',
		},
	},
	() => sh`
		free=$(df -Pk /run | awk 'NR == 2 {print int($4 / 1024)}')
		echo "$free MiB free in /run"
		if [ "$free" -lt 32 ]; then
			echo "At least 32 MiB must be free in /run: see what fills it with du -x -d 2 /run, or give the machine more memory." >&2
			exit 1
		fi
	`,
);

export const hostStorage: readonly Task[] = [inodes, writableDirectories, storageKind, roomInRun];
