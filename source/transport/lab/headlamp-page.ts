// Headlamp's server: its page, and the API of its cluster behind it for whoever brings a token.
import {apiServing} from './cluster/health.ts';
import {list} from './cluster/objects.ts';
import {accountMay, accountOf} from './cluster/service-account.ts';
import {groupOf, kindNamed} from './kubectl/kinds.ts';
import {specOf} from './cluster/pod.ts';
import {reply, type Reply, type Request} from './http.ts';
import {imageName} from './pod-programs.ts';
import type {KubeObject, World} from './world.ts';

const json = (status: number, value: unknown): Reply => reply(status, `${JSON.stringify(value)}\n`, 'application/json');

const failure = (code: number, reason: string, message: string): Reply =>
	json(code, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code});

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"/><title>Headlamp</title></head><body><div id="root"></div></body></html>
`;

const throughApi = (world: World, path: string, token: string | undefined): Reply => {
	if (!apiServing(world)) return reply(502, '');
	const account = token === undefined ? undefined : accountOf(world, token);
	if (token !== undefined && account === undefined) return failure(401, 'Unauthorized', 'Unauthorized');
	const plural = /^\/apis?\/(?:v1|[\w.]+\/v\w+)\/([a-z]+)$/.exec(path)?.[1];
	const kind = plural === undefined ? undefined : kindNamed(plural);
	if (kind === undefined) return failure(404, 'NotFound', 'the server could not find the requested resource');
	const user = account ?? 'system:anonymous';
	const may = account !== undefined && accountMay(world, account, 'list', groupOf(kind), kind.plural);
	if (!may)
		return failure(
			403,
			'Forbidden',
			`${kind.plural} is forbidden: User "${user}" cannot list resource "${kind.plural}" in API group "${groupOf(kind)}" at the cluster scope`,
		);
	return json(200, {
		kind: `${kind.kind}List`,
		apiVersion: kind.apiVersion,
		metadata: {},
		items: list(world, kind.kind),
	});
};

export const isHeadlamp = (pod: KubeObject): boolean =>
	specOf(pod).containers.some(({image}) => imageName(image) === 'headlamp');

export const headlampReply = (world: World, pod: KubeObject, {path, authorization}: Request): Reply => {
	const args = specOf(pod).containers.flatMap(container => container.args ?? []);
	const context = args.find(arg => arg.startsWith('-in-cluster-context-name='))?.split('=')[1] ?? 'main';
	const [, cluster, inner] = /^\/clusters\/([^/]+)(\/.*)$/.exec(path) ?? [];
	if (cluster === undefined)
		return path === '/' ? reply(200, page, 'text/html; charset=utf-8') : reply(404, '404 page not found\n');
	if (cluster !== context) return reply(404, 'getting context: key not found\n');
	return throughApi(world, inner!, /^Bearer (.+)$/.exec(authorization ?? '')?.[1]);
};
