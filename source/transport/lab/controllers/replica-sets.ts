// ReplicaSets: as many pods as wanted, of one template.
import {suffix} from '../cluster/ids.ts';
import {finished, isReady, leaving} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {leave, makePod, podsOf, say, setStatus, templateOf} from './owned-pods.ts';

/** Which pods go first when there are too many: those that do not run, then the youngest. */
const dispensable = (pods: readonly KubeObject[]): KubeObject[] =>
	pods.toSorted(
		(a, b) =>
			Number(isReady(a)) - Number(isReady(b)) ||
			b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
	);

export const replicaSet = (world: World, set: KubeObject): boolean => {
	const pods = podsOf(world, set).filter(pod => !leaving(pod) && !finished(pod));
	const wanted = Number(set.spec?.['replicas'] ?? 1);
	let changed = false;
	for (let missing = wanted - pods.length; missing > 0; missing--) {
		const pod = makePod(world, set, `${set.metadata.name}-${suffix(world)}`, {}, {...templateOf(set).spec});
		say(world, set, 'replicaset-controller', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
		changed = true;
	}
	for (const pod of dispensable(pods).slice(0, Math.max(pods.length - wanted, 0))) {
		say(world, set, 'replicaset-controller', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
		leave(world, pod);
		changed = true;
	}
	const now = podsOf(world, set).filter(pod => !leaving(pod) && !finished(pod));
	const ready = now.filter(isReady).length;
	return (
		setStatus(world, set, {
			...(ready === 0 ? {} : {availableReplicas: ready}),
			fullyLabeledReplicas: now.length,
			observedGeneration: set.metadata['generation'] ?? 1,
			...(ready === 0 ? {} : {readyReplicas: ready}),
			replicas: now.length,
		}) || changed
	);
};
