// What an API server answers to a plain GET: health, version, and who may see what without a name.
import {reply, type Reply, type Request} from './http.ts';
import {apiServerOn} from './cluster/health.ts';
import {serverVersion, versionInfo} from './api-version.ts';
import type {Machine, World} from './world.ts';

/** As `?verbose` lists them; informers of the server itself wait for etcd. */
const hooks = [
	'start-apiserver-admission-initializer',
	'generic-apiserver-start-informers',
	'priority-and-fairness-config-consumer',
	'priority-and-fairness-filter',
	'storage-object-count-tracker-hook',
	'start-apiextensions-informers',
	'start-apiextensions-controllers',
	'crd-informer-synced',
	'start-system-namespaces-controller',
	'rbac/bootstrap-roles',
	'scheduling/bootstrap-system-priority-classes',
	'priority-and-fairness-config-producer',
	'bootstrap-controller',
	'start-kubernetes-service-cidr-controller',
	'aggregator-reload-proxy-client-cert',
	'start-kube-aggregator-informers',
	'apiservice-registration-controller',
	'apiservice-status-local-available-controller',
	'apiservice-status-remote-available-controller',
	'kube-apiserver-autoregistration',
];

type Check = {readonly name: string; readonly ok: boolean};

const checks = (endpoint: string, etcd: boolean): readonly Check[] => [
	{name: 'ping', ok: true},
	{name: 'log', ok: true},
	// A server that has lost its database is alive but neither ready nor healthy.
	...(endpoint === 'livez' ? [{name: 'etcd', ok: etcd}] : [{name: 'etcd', ok: etcd}]),
	...(endpoint === 'readyz'
		? [
				{name: 'etcd-readiness', ok: etcd},
				{name: 'informer-sync', ok: true},
			]
		: []),
	...hooks.map(name => ({name: `poststarthook/${name}`, ok: true})),
	{name: 'autoregister-completion', ok: true},
	...(endpoint === 'readyz' ? [{name: 'shutdown', ok: true}] : []),
];

/** `verbose` is the whole list; a failed check prints it without being asked. */
export const healthText = (
	endpoint: 'healthz' | 'livez' | 'readyz',
	etcd: boolean,
	verbose: boolean,
): {readonly ok: boolean; readonly text: string} => {
	const all = checks(endpoint, etcd);
	const ok = all.every(check => check.ok);
	if (ok && !verbose) return {ok, text: 'ok'};
	const lines = all.map(check => (check.ok ? `[+]${check.name} ok` : `[-]${check.name} failed: reason withheld`));
	return {ok, text: `${[...lines, `${endpoint} check ${ok ? 'passed' : 'failed'}`].join('\n')}\n`};
};

const status = (code: number, reason: string, message: string): Reply =>
	reply(
		code,
		`${JSON.stringify({kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details: {}, code}, undefined, 2)}\n`.trimEnd(),
		'application/json',
	);

export const apiReply = (world: World, machine: Machine, {path, method, user}: Request): Reply => {
	const [route = '/', query = ''] = path.split('?');
	const serving = apiServerOn(world, machine) === 'serving';
	const endpoint = /^\/(healthz|livez|readyz)$/.exec(route)?.[1] as 'healthz' | 'livez' | 'readyz' | undefined;
	if (endpoint !== undefined && (method === 'GET' || method === 'HEAD')) {
		const {ok, text} = healthText(endpoint, serving, /(^|&)verbose/.test(query));
		return reply(ok ? 200 : 500, text);
	}
	if (route === '/version' || route === '/version/')
		return reply(200, JSON.stringify(versionInfo(serverVersion(machine)), undefined, 2), 'application/json');
	if (user === undefined)
		return status(
			403,
			'Forbidden',
			`forbidden: User "system:anonymous" cannot ${method === 'GET' ? 'get' : method.toLowerCase()} path "${route}"`,
		);
	if (!serving) return status(500, 'InternalError', 'etcdserver: request timed out');
	return status(404, 'NotFound', 'the server could not find the requested resource');
};
