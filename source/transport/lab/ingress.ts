// ingress-nginx's controller: which page it passes a request on to, by the Ingresses of its class.
import {loose, plainText} from './cluster/loose.ts';
import {get, list} from './cluster/objects.ts';
import {specOf} from './cluster/pod.ts';
import type {FilesOf} from './files.ts';
import {type Reply, reply, type Request} from './http.ts';
import {backends, machineOfNode, podAt, podPath} from './pod-network.ts';
import {podReply} from './pod-programs.ts';
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
		const service = get(world, 'Service', name, ingress.metadata.namespace);
		const ports = (service?.spec?.['ports'] as {name?: string; port: number}[] | undefined) ?? [];
		const chosen = ports.find(entry =>
			port.number === undefined ? entry.name === port.name : entry.port === port.number,
		);
		const [open] = service === undefined || chosen === undefined ? [] : backends(world, service, chosen);
		const target = open && podAt(world, open.address);
		if (open === undefined || target === undefined) return page(503, 'Service Temporarily Unavailable');
		const way = podPath(world, filesOf, from, target, open.port, {protocol: 'tcp', pod});
		const machine = machineOfNode(world, specOf(target).nodeName);
		if (way.outcome !== 'pod' || machine === undefined)
			return way.outcome === 'refused' ? page(502, 'Bad Gateway') : page(504, 'Gateway Time-out');
		const {status, body, type} = podReply(target, machine, open.port, request.path, from.addresses[0]!.address);
		return reply(status, body, type);
	}
	return page(404, 'Not Found');
};
