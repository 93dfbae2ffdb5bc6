// A Gateway's proxy: where it passes a request on to, by the routes that the controller has accepted for its Gateway.
import {gatewaysOf} from './controllers/gateway-status.ts';
import {list} from './cluster/objects.ts';
import {specOf} from './cluster/pod.ts';
import type {FilesOf} from './files.ts';
import {type Reply, reply, type Request} from './http.ts';
import {throughService} from './through-service.ts';
import type {KubeObject, Machine, World} from './world.ts';

export const isEnvoy = (pod: KubeObject): boolean =>
	pod.metadata.labels?.['gateway.envoyproxy.io/owning-gateway-name'] !== undefined &&
	specOf(pod).containers.some(({name}) => name === 'envoy');

type Rule = {
	readonly matches?: readonly {readonly path?: {readonly type?: string; readonly value?: string}}[];
	readonly backendRefs?: readonly {readonly name: string; readonly port: number}[];
};

const fits = ({matches}: Rule, asked: string): boolean =>
	(matches ?? [{}]).some(({path: {type = 'PathPrefix', value = '/'} = {}}) =>
		type === 'Exact'
			? asked === value
			: value === '/' || asked === value || asked.startsWith(`${value.replace(/\/$/, '')}/`),
	);

const isAccepted = (route: KubeObject): boolean =>
	((route.status?.['parents'] as {conditions: {type: string; status: string}[]}[] | undefined) ?? []).some(
		({conditions}) => conditions.some(({type, status}) => type === 'Accepted' && status === 'True'),
	);

const servesName = (route: KubeObject, host: string): boolean => {
	const names = route.spec?.['hostnames'] as readonly string[] | undefined;
	return (
		names === undefined ||
		names.some(name => name === host || (name.startsWith('*.') && host.endsWith(name.slice(1))))
	);
};

type Place = {readonly name: string | undefined; readonly namespace: string | undefined};

/** Its words: nothing but a status where no route is found, and a line where the way ends. */
export const replyOfGateway = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	pod: KubeObject,
	{name, namespace}: Place,
	request: Request,
): Reply => {
	const isMine = ({metadata}: KubeObject): boolean => metadata.name === name && metadata.namespace === namespace;
	const asked = request.path.split('?')[0]!;
	for (const route of list(world, 'HTTPRoute')) {
		if (!isAccepted(route) || !servesName(route, request.host) || !gatewaysOf(world, route).some(isMine)) continue;
		const rule = ((route.spec?.['rules'] as readonly Rule[] | undefined) ?? []).find(one => fits(one, asked));
		const [backend] = rule?.backendRefs ?? [];
		if (rule === undefined) continue;
		if (backend === undefined) return reply(500, '');
		const way = throughService(world, filesOf, from, pod, {
			name: backend.name,
			namespace: route.metadata.namespace,
			port: ({port}) => port === backend.port,
			path: request.path,
		});
		if (way.outcome === 'reply') return reply(way.status, way.body, way.type);
		if (way.outcome === 'no-service') return reply(500, '');
		return reply(
			503,
			way.outcome === 'no-backend'
				? 'no healthy upstream'
				: `upstream connect error or disconnect/reset before headers. reset reason: ${way.outcome === 'refused' ? 'remote connection failure, transport failure reason: delayed connect error: Connection refused' : 'connection timeout'}`,
		);
	}
	return reply(404, '');
};

export const envoyReply = (world: World, filesOf: FilesOf, from: Machine, pod: KubeObject, request: Request): Reply => {
	const {labels = {}} = pod.metadata;
	const gateway = {
		name: labels['gateway.envoyproxy.io/owning-gateway-name'],
		namespace: labels['gateway.envoyproxy.io/owning-gateway-namespace'],
	};
	return replyOfGateway(world, filesOf, from, pod, gateway, request);
};
