// What the kubelet does before a pod's sandbox: every volume is there and mounted, or it says which one is not, and why.
import {nfsTrouble} from '../nfs.ts';
import {word} from '../word.ts';
import type {KubeObject} from '../world.ts';
import {get} from './objects.ts';
import type {At} from './pod-status.ts';
import {specOf, type Volume} from './pod.ts';

const missing = (volume: string, why: string): string => `MountVolume.SetUp failed for volume "${volume}" : ${why}`;

const claimTrouble = (at: At, pod: KubeObject, claimName: string): string | undefined => {
	const claim = get(at.world, 'PersistentVolumeClaim', claimName, pod.metadata.namespace);
	const name = word(claim?.spec?.['volumeName']);
	const source = get(at.world, 'PersistentVolume', name)?.spec as
		| (Pick<Volume, 'hostPath' | 'nfs'> & {local?: {path: string}})
		| undefined;
	if (source === undefined)
		return `Unable to attach or mount volumes: error processing PVC ${pod.metadata.namespace}/${claimName}: PVC is not bound`;
	if (source.hostPath?.type === 'DirectoryOrCreate') at.files.makeDirectory(source.hostPath.path);
	if (source.local !== undefined && !at.files.exists(source.local.path))
		return `MountVolume.NewMounter initialization failed for volume "${name}" : path "${source.local.path}" does not exist`;
	return source.nfs === undefined ? undefined : nfsVolume(at, pod, name, source.nfs);
};

const nfsVolume = (at: At, pod: KubeObject, name: string, nfs: NonNullable<Volume['nfs']>): string | undefined => {
	const target = `/var/lib/kubelet/pods/${pod.metadata.uid}/volumes/kubernetes.io~nfs/${name}`;
	const trouble = nfsTrouble(at, nfs, target);
	return (
		trouble &&
		missing(
			name,
			`mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs ${nfs.server}:${nfs.path} ${target}\nOutput: ${trouble}\n`,
		)
	);
};

/** The first volume that is not there, in the kubelet's words. */
export const mountTrouble = (at: At, pod: KubeObject): string | undefined => {
	const {world, files} = at;
	const {namespace} = pod.metadata;
	for (const {name, hostPath, configMap, secret, nfs, persistentVolumeClaim} of specOf(pod).volumes ?? []) {
		if (hostPath?.type === 'File' && files.read(hostPath.path) === undefined)
			return missing(name, `hostPath type check failed: ${hostPath.path} is not a file`);
		const map = configMap;
		if (map !== undefined && map.optional !== true && get(world, 'ConfigMap', map.name, namespace) === undefined)
			return missing(name, `configmap "${map.name}" not found`);
		if (
			secret !== undefined &&
			secret.optional !== true &&
			get(world, 'Secret', secret.secretName, namespace) === undefined
		)
			return missing(name, `secret "${secret.secretName}" not found`);
		const trouble =
			nfs === undefined
				? persistentVolumeClaim && claimTrouble(at, pod, persistentVolumeClaim.claimName)
				: nfsVolume(at, pod, name, nfs);
		if (trouble !== undefined) return trouble;
	}
	return undefined;
};
