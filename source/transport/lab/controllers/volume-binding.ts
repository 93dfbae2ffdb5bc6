// What the scheduler has to do with a pod's claims: they stand in its way, keep it to a node, or are told which node it will be.
import {loose} from '../cluster/loose.ts';
import {get, touch} from '../cluster/objects.ts';
import {specOf} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {selectedNode, waitsForConsumer} from './volumes.ts';

const namesOf = (pod: KubeObject): readonly string[] =>
	(specOf(pod).volumes ?? []).flatMap(({persistentVolumeClaim}) => persistentVolumeClaim?.claimName ?? []);

const claimsOf = (world: World, pod: KubeObject): readonly KubeObject[] =>
	namesOf(pod).flatMap(name => get(world, 'PersistentVolumeClaim', name, pod.metadata.namespace) ?? []);

const classOf = (world: World, claim: KubeObject): KubeObject | undefined =>
	get(world, 'StorageClass', (claim.spec?.['storageClassName'] as string | undefined) ?? '');

const isBound = (claim: KubeObject): boolean => claim.status?.['phase'] === 'Bound';

/** Why no node will do, whichever it is. */
export const claimsMissing = (world: World, pod: KubeObject): string | undefined => {
	for (const name of namesOf(pod)) {
		const claim = get(world, 'PersistentVolumeClaim', name, pod.metadata.namespace);
		if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
		if (!isBound(claim) && !waitsForConsumer(classOf(world, claim)))
			return 'pod has unbound immediate PersistentVolumeClaims';
	}
	return undefined;
};

type Term = {matchExpressions?: {key: string; values?: string[]}[]};

const allows = (volume: KubeObject | undefined, node: KubeObject): boolean => {
	const terms = loose(loose(volume?.spec?.['nodeAffinity'])['required'])['nodeSelectorTerms'] as Term[] | undefined;
	return (
		terms === undefined ||
		terms.some(({matchExpressions = []}) =>
			matchExpressions.every(({key, values = []}) => values.includes(node.metadata.labels?.[key] ?? '')),
		)
	);
};

/** Why this node will not do; the words are newer ones since 1.34. */
export const volumesElsewhere = (
	world: World,
	pod: KubeObject,
	node: KubeObject,
	minor: number,
): string | undefined => {
	const here = claimsOf(world, pod).every(claim => {
		const chosen = isBound(claim) ? undefined : claim.metadata.annotations?.[selectedNode];
		const volume = get(world, 'PersistentVolume', (claim.spec?.['volumeName'] as string | undefined) ?? '');
		return (chosen ?? node.metadata.name) === node.metadata.name && allows(volume, node);
	});
	if (here) return undefined;
	return minor < 34
		? 'node(s) had volume node affinity conflict'
		: "node(s) didn't match PersistentVolume's node affinity";
};

/** Tells claims that wait for their first consumer where it will be; false while one of them has no volume yet. */
export const reserveVolumes = (world: World, pod: KubeObject, node: string): boolean => {
	const waiting = claimsOf(world, pod).filter(claim => !isBound(claim));
	for (const claim of waiting) {
		if (claim.metadata.annotations?.[selectedNode] === node) continue;
		claim.metadata.annotations = {...claim.metadata.annotations, [selectedNode]: node};
		touch(world, claim);
	}
	return waiting.length === 0;
};
