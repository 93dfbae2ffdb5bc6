// What an add-on is: which release of it is for which minors, and the tasks that install it, use it and take it away.
import type {Task, Text} from '../../source/engine/declare.ts';
import type {Plan} from '../plan.ts';
import {minorNumber} from '../versions.ts';

/** As the plan names them. */
export const addonNames = ['metrics-server', 'headlamp', 'gateway-api', 'ingress-nginx', 'local-path', 'nfs'] as const;

export type AddonName = (typeof addonNames)[number];

/** A release, and the minors that it is for: 34 is 1.34. */
export type AddonRelease = {readonly version: string; readonly from: number; readonly to: number};

export type Addon = {
	readonly id: AddonName;
	/** What it is for, in a few words. */
	readonly title: Text;
	readonly why: Text;
	/** Newest first; minors that none is for are refused by the plan. */
	readonly releases: readonly AddonRelease[];
	/** Every image that its pods run, for the plan's version and mirrors. */
	readonly images: (plan: Plan) => readonly string[];
	/** Addresses that its manifests are fetched from. Left out: none, they are ours. */
	readonly sources?: (plan: Plan) => readonly string[];
	/** In order; the last one uses what the others installed. Undo takes them back last first. */
	readonly tasks: readonly Task[];
};

export const releaseFor = (
	{releases}: Pick<Addon, 'releases'>,
	minor: Plan['kubernetes']['version'],
): AddonRelease | undefined => releases.find(({from, to}) => minorNumber(minor) >= from && minorNumber(minor) <= to);

/** The release for the plan's minor. The plan is refused where there is none. */
export const versionIn = (addon: Pick<Addon, 'id' | 'releases'>, {kubernetes}: Plan): string => {
	const release = releaseFor(addon, kubernetes.version);
	if (release === undefined) throw new Error(`No ${addon.id} of the table is for Kubernetes ${kubernetes.version}.`);
	return release.version;
};
