// ingress-nginx's controller: which page it passes a request on to, by the Ingresses of its class.
import {loose, plainText} from './cluster/loose.ts';
import {get, list} from './cluster/objects.ts';
import {specOf} from './cluster/pod.ts';
import type {FilesOf} from './files.ts';
import {type Reply, reply, type Request} from './http.ts';
import {throughService} from './through-service.ts';
import type {KubeObject, Machine, World} from './world.ts';

const page = (status: number, words: string): Reply =>
	reply(
		status,
		`<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body>\r\n<center><h1>${status} ${words}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
		'text/html',
	);

export const isIngressController = (pod: KubeObject): boolean =>
	specOf(pod).containers.some(({args}) => args?.includes('/nginx-ingress-controller'));

type Path = {
	readonly path?: string;
	readonly pathType?: string;
	readonly backend: {
		readonly service: {readonly name: string; readonly port: {readonly number?: number; readonly name?: string}};
	};
};
type Rule = {readonly host?: string; readonly http?: {readonly paths: readonly Path[]}};

const fits = ({path = '/', pathType}: Path, asked: string): boolean =>
	pathType === 'Exact'
		? asked === path
		: path === '/' || asked === path || asked.startsWith(`${path.replace(/\/$/, '')}/`);

/** Its own Ingresses: those of classes that name its controller. */
const own = (world: World): readonly KubeObject[] =>
	list(world, 'Ingress').filter(({spec}) => {
		const named = get(world, 'IngressClass', plainText(spec?.['ingressClassName']));
		return loose(named?.['spec'])['controller'] === 'k8s.io/ingress-nginx';
	});

export const ingressReply = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	pod: KubeObject,
	request: Request,
): Reply => {
	const asked = request.path.split('?')[0]!;
	for (const ingress of own(world)) {
		const rules = (ingress.spec?.['rules'] as readonly Rule[] | undefined) ?? [];
		const found = rules
			.filter(({host}) => host === undefined || host === request.host)
			.flatMap(({http}) => http?.paths ?? [])
			.find(path => fits(path, asked));
		if (found === undefined) continue;
		const {name, port} = found.backend.service;
		const way = throughService(world, filesOf, from, pod, {
			name,
			namespace: ingress.metadata.namespace,
			port: entry => (port.number === undefined ? entry.name === port.name : entry.port === port.number),
			path: request.path,
		});
		if (way.outcome === 'reply') return reply(way.status, way.body, way.type);
		if (way.outcome === 'refused') return page(502, 'Bad Gateway');
		return way.outcome === 'lost' ? page(504, 'Gateway Time-out') : page(503, 'Service Temporarily Unavailable');
	}
	return page(404, 'Not Found');
};
