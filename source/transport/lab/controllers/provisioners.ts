// The provisioners that add-ons bring, while their pod is ready: claims of their class get a volume, and lose it again.
import {loose, plainText} from '../cluster/loose.ts';
import {get, list, put, remove} from '../cluster/objects.ts';
import {isReady, specOf} from '../cluster/pod.ts';
import {imageName} from '../pod-programs.ts';
import type {KubeObject, World} from '../world.ts';
import {localPath} from './local-path.ts';
import {nfsSubdirectories} from './nfs-subdirectories.ts';
import type {Provisioner} from './provisioner.ts';
import {sayOfClaim, selectedNode, waitsForConsumer} from './volumes.ts';

const provisioners: readonly Provisioner[] = [localPath, nfsSubdirectories];

const madeBy = 'pv.kubernetes.io/provisioned-by';

const volumeFor = (claim: KubeObject, storageClass: KubeObject, name: string, by: string) => ({
	apiVersion: 'v1',
	kind: 'PersistentVolume',
	metadata: {name, annotations: {[madeBy]: by}},
	spec: {
		accessModes: claim.spec?.['accessModes'],
		capacity: loose(claim.spec?.['resources'])['requests'],
		claimRef: {
			apiVersion: 'v1',
			kind: claim.kind,
			name: claim.metadata.name,
			namespace: claim.metadata.namespace,
			uid: claim.metadata.uid,
		},
		persistentVolumeReclaimPolicy: plainText(storageClass['reclaimPolicy'], 'Delete'),
		storageClassName: storageClass.metadata.name,
		volumeMode: 'Filesystem',
	},
});

const give = (world: World, pod: KubeObject, provisioner: Provisioner, by: string, claim: KubeObject): void => {
	const storageClass = get(world, 'StorageClass', plainText(claim.spec?.['storageClassName']));
	const node = claim.metadata.annotations?.[selectedNode];
	if (storageClass?.['provisioner'] !== by || claim.spec?.['volumeName'] !== undefined) return;
	if (waitsForConsumer(storageClass) && node === undefined) return;
	const {name, namespace = 'default', uid} = claim.metadata;
	const volume = `pvc-${uid}`;
	if (get(world, 'PersistentVolume', volume) !== undefined) return;
	const from = `${by}_${pod.metadata.name}_${pod.metadata.uid}`;
	const begun = `External provisioner is provisioning volume for claim "${namespace}/${name}"`;
	sayOfClaim(world, claim, from, ['Normal', 'Provisioning', begun]);
	const made = provisioner.make(world, pod, {claim, volume, node});
	if (made === 'waiting') return;
	if ('failed' in made) {
		const words = `failed to provision volume with StorageClass "${storageClass.metadata.name}": ${made.failed}`;
		sayOfClaim(world, claim, from, ['Warning', 'ProvisioningFailed', words]);
		return;
	}
	const draft = volumeFor(claim, storageClass, volume, by);
	put(world, {...draft, spec: {...draft.spec, ...made.source}});
	sayOfClaim(world, claim, from, ['Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volume}`]);
};

const take = (world: World, pod: KubeObject, provisioner: Provisioner, by: string, volume: KubeObject): void => {
	const released = volume.status?.['phase'] === 'Released';
	if (!released || volume.spec?.['persistentVolumeReclaimPolicy'] !== 'Delete') return;
	if (volume.metadata.annotations?.[madeBy] !== by) return;
	const storageClass = get(world, 'StorageClass', plainText(volume.spec['storageClassName']));
	if (provisioner.clear(world, pod, volume, storageClass?.['parameters']))
		remove(world, volume.kind, volume.metadata.name);
};

export const provision = (world: World): void => {
	for (const provisioner of provisioners) {
		const pod = list(world, 'Pod').find(
			other => isReady(other) && imageName(specOf(other).containers[0]?.image ?? '') === provisioner.image,
		);
		if (pod === undefined) continue;
		const by = provisioner.name(specOf(pod).containers[0]!);
		for (const claim of list(world, 'PersistentVolumeClaim')) give(world, pod, provisioner, by, claim);
		for (const volume of list(world, 'PersistentVolume')) take(world, pod, provisioner, by, volume);
	}
};
