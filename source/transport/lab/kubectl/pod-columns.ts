// The words of a pod's STATUS column: what kubectl's printer makes of phase, conditions and container states.
import type {KubeObject} from '../world.ts';
import {specOf} from '../cluster/pod.ts';
import {duration} from './age.ts';
import {word} from '../word.ts';

export type ContainerStatus = {
	readonly name: string;
	readonly image?: string;
	readonly imageID?: string;
	readonly containerID?: string;
	readonly ready?: boolean;
	readonly restartCount?: number;
	readonly state?: State;
	readonly lastState?: State;
};

export type State = {
	readonly running?: {readonly startedAt?: string};
	readonly waiting?: {readonly reason?: string; readonly message?: string};
	readonly terminated?: {
		readonly reason?: string;
		readonly exitCode?: number;
		readonly message?: string;
		readonly startedAt?: string;
		readonly finishedAt?: string;
	};
};

export const statuses = (pod: KubeObject, key = 'containerStatuses'): readonly ContainerStatus[] =>
	(pod.status?.[key] as ContainerStatus[] | undefined) ?? [];

const ended = ({terminated}: State): string => terminated?.reason || `ExitCode:${terminated?.exitCode ?? 0}`;

const initReason = (pod: KubeObject): string | undefined => {
	const all = statuses(pod, 'initContainerStatuses');
	const count = specOf(pod).initContainers?.length ?? 0;
	for (const [index, status] of all.entries()) {
		const {terminated, waiting} = status.state ?? {};
		if (terminated?.exitCode === 0) continue;
		if (terminated !== undefined) return `Init:${ended(status.state!)}`;
		if (waiting?.reason && waiting.reason !== 'PodInitializing')
			return waiting.reason === 'ContainerCreating' ? `Init:${index}/${count}` : `Init:${waiting.reason}`;
		return `Init:${index}/${count}`;
	}
	return undefined;
};

export const podReason = (pod: KubeObject): string => {
	let reason = word(pod.status?.['reason'] ?? pod.status?.['phase'], 'Unknown');
	const scheduled = pod.spec?.['nodeName'] !== undefined;
	const init = scheduled ? initReason(pod) : undefined;
	if (init !== undefined) reason = init;
	else {
		let running = false;
		for (const status of statuses(pod).toReversed()) {
			const {waiting, terminated} = status.state ?? {};
			if (waiting?.reason) reason = waiting.reason;
			else if (terminated !== undefined) reason = ended(status.state!);
			else if (status.ready) running = true;
		}
		if (reason === 'Completed' && running) reason = 'Running';
	}
	if (pod.metadata['deletionTimestamp'] !== undefined)
		reason = pod.status?.['reason'] === 'NodeLost' ? 'Unknown' : 'Terminating';
	return reason;
};

export const podReady = (pod: KubeObject): string =>
	`${statuses(pod).filter(status => status.ready && status.state?.running !== undefined).length}/${specOf(pod).containers.length}`;

/** From 1.22 on the age of the last restart stands behind the number. */
export const podRestarts = (pod: KubeObject, now: number, minor: number): string => {
	const all = statuses(pod);
	const count = all.reduce((sum, status) => sum + (status.restartCount ?? 0), 0);
	const last = Math.max(0, ...all.map(status => Date.parse(status.lastState?.terminated?.finishedAt ?? '') || 0));
	return count === 0 || last === 0 || minor < 22 ? String(count) : `${count} (${duration(now - last)} ago)`;
};
