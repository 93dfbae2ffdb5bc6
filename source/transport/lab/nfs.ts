// Mounting an NFS export, as mount does it for a person and for the kubelet: a helper program on the host, a server that answers.
import type {Files} from './files.ts';
import type {Machine, World} from './world.ts';

export type Share = {readonly server: string; readonly path: string};

/** mount looks for a helper for the kind of file system; without one the kernel is asked, which cannot do NFS by itself. */
const noHelper = (machine: Machine, {server, path}: Share, target: string): string =>
	machine.os.id === 'centos'
		? `mount: wrong fs type, bad option, bad superblock on ${server}:${path},\n       missing codepage or helper program, or other error\n       (for several filesystems (e.g. nfs, cifs) you might\n       need a /sbin/mount.<type> helper program)\n\n       In some cases useful info is found in syslog - try\n       dmesg | tail or so.`
		: `mount: ${target}: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.`;

/** The words of mount when it does not mount; undefined when it does. */
export const nfsTrouble = (
	{world, machine, files}: {readonly world: World; readonly machine: Machine; readonly files: Files},
	share: Share,
	target: string,
): string | undefined => {
	if (!['/sbin/mount.nfs', '/usr/sbin/mount.nfs'].some(helper => files.exists(helper)))
		return noHelper(machine, share, target);
	const server = world.outside.fileServers?.[share.server];
	if (server === undefined || machine.cut) return 'mount.nfs: Connection timed out';
	return server.exports.some(
		exported => share.path === exported || share.path.startsWith(`${exported.replace(/\/$/, '')}/`),
	)
		? undefined
		: `mount.nfs: access denied by server while mounting ${share.server}:${share.path}`;
};
