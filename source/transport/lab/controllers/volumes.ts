// Claims and volumes: a claim gets its class, then a volume that is there, or waits for one in the controller's own words.
import {loose, plainText} from '../cluster/loose.ts';
import {event, get, list, touch} from '../cluster/objects.ts';
import {minorOf} from '../cluster/versions.ts';
import type {KubeObject, World} from '../world.ts';
import {setStatus} from './owned-pods.ts';

export const selectedNode = 'volume.kubernetes.io/selected-node';
const defaultClass = 'storageclass.kubernetes.io/is-default-class';
const provisionedBy = 'volume.kubernetes.io/storage-provisioner';
const controller = 'persistentvolume-controller';

const classOf = (claim: KubeObject): string | undefined => claim.spec?.['storageClassName'] as string | undefined;

export const waitsForConsumer = (storageClass: KubeObject | undefined): boolean =>
	storageClass?.['volumeBindingMode'] === 'WaitForFirstConsumer';

/** The newest of those that say so: several are no error since 1.26. */
const defaultOf = (world: World): string | undefined =>
	list(world, 'StorageClass')
		.filter(({metadata}) => metadata.annotations?.[defaultClass] === 'true')
		.toSorted((a, b) => b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp))[0]?.metadata.name;

/** What goes on being so is said every 15 seconds, as often as the controller looks. */
export const sayOfClaim = (
	world: World,
	claim: KubeObject,
	from: string,
	[type, reason, message]: readonly ['Normal' | 'Warning', string, string],
): void => {
	const {name, namespace = 'default'} = claim.metadata;
	const last = world.cluster?.events.find(
		other =>
			other.kind === claim.kind &&
			other.name === name &&
			other.namespace === namespace &&
			other.message === message,
	);
	if (last === undefined || world.now - last.at >= 15_000)
		event(world, {namespace, kind: claim.kind, name, type, reason, from, message});
};

const units: Readonly<Record<string, number>> = {'': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40};

const bytes = (amounts: unknown): number => {
	const [, amount = '0', unit = ''] = /^(\d+)(\w*)$/.exec(plainText(loose(amounts)['storage'], '0')) ?? [];
	return Number(amount) * (units[unit] ?? 1);
};

const modes = (object: KubeObject): readonly string[] => (object.spec?.['accessModes'] as string[] | undefined) ?? [];

const fits = (volume: KubeObject, claim: KubeObject): boolean =>
	volume.spec?.['claimRef'] === undefined &&
	(volume.spec?.['storageClassName'] ?? '') === (classOf(claim) ?? '') &&
	modes(claim).every(mode => modes(volume).includes(mode)) &&
	bytes(volume.spec?.['capacity']) >= bytes(loose(claim.spec?.['resources'])['requests']);

const bind = (world: World, volume: KubeObject, claim: KubeObject): void => {
	const {name, namespace = 'default', uid} = claim.metadata;
	if (loose(volume.spec?.['claimRef'])['uid'] !== uid) {
		volume.spec = {...volume.spec, claimRef: {apiVersion: 'v1', kind: claim.kind, name, namespace, uid}};
		touch(world, volume);
	}
	setStatus(world, volume, {phase: 'Bound'});
	if (claim.spec?.['volumeName'] !== volume.metadata.name) {
		claim.spec = {...claim.spec, volumeName: volume.metadata.name};
		claim.metadata.annotations = {...claim.metadata.annotations, 'pv.kubernetes.io/bind-completed': 'yes'};
		touch(world, claim);
	}
	setStatus(world, claim, {phase: 'Bound', accessModes: modes(volume), capacity: volume.spec?.['capacity']});
};

const waitFor = (world: World, claim: KubeObject): void => {
	const name = classOf(claim) ?? '';
	const storageClass = get(world, 'StorageClass', name);
	const say = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
		sayOfClaim(world, claim, controller, [type, reason, message]);
	if (name === '')
		say('Normal', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set');
	else if (storageClass === undefined)
		say('Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${name}" not found`);
	else if (waitsForConsumer(storageClass) && claim.metadata.annotations?.[selectedNode] === undefined)
		say('Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding');
	else {
		const provisioner = plainText(storageClass['provisioner']);
		if (claim.metadata.annotations?.[provisionedBy] === undefined) {
			claim.metadata.annotations = {...claim.metadata.annotations, [provisionedBy]: provisioner};
			touch(world, claim);
		}
		say(
			'Normal',
			'ExternalProvisioning',
			`Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
		);
	}
};

const tendClaim = (world: World, claim: KubeObject): void => {
	const wanted = claim.spec?.['volumeName'] as string | undefined;
	if (wanted !== undefined) {
		const volume = get(world, 'PersistentVolume', wanted);
		if (volume !== undefined) bind(world, volume, claim);
		else setStatus(world, claim, {phase: claim.status?.['phase'] === 'Pending' ? 'Pending' : 'Lost'});
		return;
	}
	// The API server gives a new claim the default class; a default that comes later is given by the controller since 1.26.
	const fresh = claim.status?.['phase'] === undefined || minorOf(world.cluster?.version ?? '') >= 26;
	const late = classOf(claim) === undefined && fresh ? defaultOf(world) : undefined;
	if (late !== undefined) {
		claim.spec = {...claim.spec, storageClassName: late};
		touch(world, claim);
	}
	const mine = list(world, 'PersistentVolume').find(
		volume => loose(volume.spec?.['claimRef'])['uid'] === claim.metadata.uid || fits(volume, claim),
	);
	if (mine !== undefined) {
		bind(world, mine, claim);
		return;
	}
	setStatus(world, claim, {phase: 'Pending'});
	waitFor(world, claim);
};

const tendVolume = (world: World, volume: KubeObject): void => {
	const {name, namespace, uid} = loose(volume.spec?.['claimRef']) as Partial<Record<string, string>>;
	if (name === undefined) setStatus(world, volume, {phase: 'Available'});
	else if (get(world, 'PersistentVolumeClaim', name, namespace)?.metadata.uid !== uid)
		setStatus(world, volume, {phase: 'Released'});
};

export const volumes = (world: World): void => {
	for (const claim of list(world, 'PersistentVolumeClaim')) tendClaim(world, claim);
	for (const volume of list(world, 'PersistentVolume')) tendVolume(world, volume);
};
