// nfs-subdir-external-provisioner: a directory for each claim below the export that its own pod has mounted.
import {loose} from '../cluster/loose.ts';
import {specOf, type ContainerSpec} from '../cluster/pod.ts';
import type {Provisioner} from './provisioner.ts';

const envOf = ({env}: ContainerSpec, name: string): string => env?.find(entry => entry.name === name)?.value ?? '';

export const nfsSubdirectories: Provisioner = {
	image: 'nfs-subdir-external-provisioner',
	name: container => envOf(container, 'PROVISIONER_NAME'),
	make: (_, pod, {claim, volume}) => {
		const container = specOf(pod).containers[0]!;
		const {name, namespace = 'default'} = claim.metadata;
		const path = `${envOf(container, 'NFS_PATH').replace(/\/$/, '')}/${namespace}-${name}-${volume}`;
		return {source: {nfs: {server: envOf(container, 'NFS_SERVER'), path}}};
	},
	/** Unless its class says otherwise, it keeps what was written under another name. */
	clear: (world, _, volume, parameters) => {
		const {server, path} = (volume.spec as {nfs: {server: string; path: string}}).nfs;
		const files = world.outside.fileServers?.[server]?.files ?? {};
		for (const [name, text] of Object.entries(files)) {
			if (!name.startsWith(`${path}/`)) continue;
			delete files[name];
			if (loose(parameters)['archiveOnDelete'] !== 'false')
				files[name.replace(path, path.replace(/\/([^/]*)$/, '/archived-$1'))] = text;
		}
		return true;
	},
};
