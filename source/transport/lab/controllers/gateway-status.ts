// What every controller of Gateways says of them and of their routes, each in words of its own.
import {get, stamp} from '../cluster/objects.ts';
import type {KubeObject, World} from '../world.ts';
import {setStatus} from './owned-pods.ts';

export type Condition = {
	readonly type: string;
	readonly status: string;
	readonly reason: string;
	readonly message: string;
	readonly lastTransitionTime?: string;
};

/** A condition that stays as it is keeps its time. */
export const said = (world: World, before: unknown, conditions: readonly Condition[]): readonly Condition[] =>
	conditions.map(condition => {
		const old = (before as readonly Condition[] | undefined)?.find(({type}) => type === condition.type);
		return {
			...condition,
			lastTransitionTime: (old?.status === condition.status && old.lastTransitionTime) || stamp(world.now),
		};
	});

type Parent = {readonly name: string; readonly namespace?: string};

const parentsOf = (route: KubeObject): readonly Parent[] =>
	(route.spec?.['parentRefs'] as readonly Parent[] | undefined) ?? [];

/** The Gateways that a route names. */
export const gatewaysOf = (world: World, route: KubeObject): readonly KubeObject[] =>
	parentsOf(route).flatMap(({name, namespace: where}) => {
		const gateway = get(world, 'Gateway', name, where ?? route.metadata.namespace);
		return gateway === undefined ? [] : [gateway];
	});

type Words = {
	readonly controllerName: string;
	readonly accepted: string;
	readonly resolved: string;
	readonly lost: (namespace: string, name: string) => string;
};

type Judged = {readonly controllerName: string; readonly parentRef: object; readonly conditions: readonly Condition[]};

/** Says of a route what it is at the controller's own Gateways; what others say of it stays. */
export const judgeRoute = (
	world: World,
	route: KubeObject,
	mine: readonly KubeObject[],
	{controllerName, accepted, resolved, lost: lostWords}: Words,
): void => {
	const gateways = gatewaysOf(world, route).filter(gateway => mine.includes(gateway));
	if (gateways.length === 0) return;
	const refs = ((route.spec?.['rules'] as {backendRefs?: {name: string}[]}[] | undefined) ?? []).flatMap(
		({backendRefs = []}) => backendRefs,
	);
	const {namespace = 'default'} = route.metadata;
	const lost = refs.find(({name}) => get(world, 'Service', name, namespace) === undefined);
	const before = (route.status?.['parents'] as readonly Judged[] | undefined) ?? [];
	const own = before.find(judged => judged.controllerName === controllerName);
	const conditions = said(world, own?.conditions, [
		{type: 'Accepted', status: 'True', reason: 'Accepted', message: accepted},
		lost === undefined
			? {type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs', message: resolved}
			: {
					type: 'ResolvedRefs',
					status: 'False',
					reason: 'BackendNotFound',
					message: lostWords(namespace, lost.name),
				},
	]);
	setStatus(world, route, {
		parents: [
			...before.filter(judged => judged.controllerName !== controllerName),
			...gateways.map(({metadata}) => ({controllerName, parentRef: {name: metadata.name}, conditions})),
		],
	});
};
