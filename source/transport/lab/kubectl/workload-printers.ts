// Columns of what runs pods: Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs.
import {conditionOf} from '../cluster/pod.ts';
import type {KubeObject} from '../world.ts';
import {duration} from './age.ts';
import {created, labelText, number, type Printer, spec, status} from './printer.ts';

const matchText = (selector: unknown): string =>
	labelText((selector as {matchLabels?: unknown} | undefined)?.matchLabels);

type Template = {spec?: {containers?: {name: string; image: string}[]}};

const containersOf = (object: KubeObject): readonly string[] => {
	const containers = (spec(object)['template'] as Template | undefined)?.spec?.containers ?? [];
	return [containers.map(({name}) => name).join(','), containers.map(({image}) => image).join(',')];
};

const jobTime = (job: KubeObject, now: number): string => {
	const start = status(job)['startTime'] as string | undefined;
	const end = status(job)['completionTime'] as string | undefined;
	return start === undefined ? '' : duration((end === undefined ? now : Date.parse(end)) - Date.parse(start));
};

export const workloadPrinters: Readonly<Record<string, Printer>> = {
	Deployment: {
		head: ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			`${number(status(object)['readyReplicas'])}/${number(spec(object)['replicas'])}`,
			number(status(object)['updatedReplicas']),
			number(status(object)['availableReplicas']),
			created(object, view),
		],
		wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
		wideRow: object => [...containersOf(object), matchText(spec(object)['selector'])],
	},
	ReplicaSet: {
		head: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			number(spec(object)['replicas']),
			number(status(object)['replicas']),
			number(status(object)['readyReplicas']),
			created(object, view),
		],
		wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
		wideRow: object => [...containersOf(object), matchText(spec(object)['selector'])],
	},
	StatefulSet: {
		head: ['NAME', 'READY', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			`${number(status(object)['readyReplicas'])}/${number(spec(object)['replicas'])}`,
			created(object, view),
		],
		wide: ['CONTAINERS', 'IMAGES'],
		wideRow: containersOf,
	},
	DaemonSet: {
		head: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			...[
				'desiredNumberScheduled',
				'currentNumberScheduled',
				'numberReady',
				'updatedNumberScheduled',
				'numberAvailable',
			].map(key => number(status(object)[key])),
			labelText((spec(object)['template'] as {spec?: {nodeSelector?: unknown}} | undefined)?.spec?.nodeSelector),
			created(object, view),
		],
		wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
		wideRow: object => [...containersOf(object), matchText(spec(object)['selector'])],
	},
	Job: {
		head: ['NAME', 'STATUS', 'COMPLETIONS', 'DURATION', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			conditionOf(object, 'Complete')?.status === 'True'
				? 'Complete'
				: conditionOf(object, 'Failed')?.status === 'True'
					? 'Failed'
					: 'Running',
			`${number(status(object)['succeeded'])}/${number(spec(object)['completions'] ?? 1)}`,
			jobTime(object, view.now),
			created(object, view),
		],
	},
};
