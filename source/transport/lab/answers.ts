// What the other end answers to an HTTP request: API servers, kubelets, etcd, pods, and places outside.
import type {FilesOf} from './files.ts';
import {apiReply} from './api-replies.ts';
import {outsideReply} from './outside-pages.ts';
import {machineOfNode} from './pod-network.ts';
import {podReply} from './pod-programs.ts';
import {running} from './cluster/health.ts';
import {proxyModeOf} from './cluster/kube-proxy.ts';
import {servingCertificate} from './cluster/serving-certificate.ts';
import {specOf} from './cluster/pod.ts';
import {ciliumEnvoyReply, isCiliumEnvoy} from './cilium-envoy.ts';
import {envoyReply, isEnvoy} from './envoy.ts';
import {headlampReply, isHeadlamp} from './headlamp-page.ts';
import {type Request, type Response, reply} from './http.ts';
import {ingressReply, isIngressController} from './ingress.ts';
import type {Reached} from './reach.ts';
import type {Machine, World} from './world.ts';

/** Go's server answers plain HTTP on its TLS port with these words. */
const plainToTls = reply(400, 'Client sent an HTTP request to an HTTPS server.\n');

type Speech = {readonly tls: boolean; readonly answer: (request: Request) => Response};

const health = (path: string): Response =>
	/^\/(healthz|livez|readyz)/.test(path) ? reply(200, 'ok') : reply(404, '404 page not found\n');

const forbidden = (path: string): Response =>
	reply(
		403,
		`{\n  "kind": "Status",\n  "apiVersion": "v1",\n  "metadata": {},\n  "status": "Failure",\n  "message": "forbidden: User \\"system:anonymous\\" cannot get path \\"${path}\\"",\n  "reason": "Forbidden",\n  "details": {},\n  "code": 403\n}`,
		'application/json',
	);

const etcdHealth = (path: string): Response =>
	path === '/health'
		? reply(200, '{"health":"true","reason":""}')
		: path === '/metrics'
			? reply(
					200,
					'# HELP etcd_server_has_leader Whether or not a leader exists. 1 is existence, 0 is not.\n# TYPE etcd_server_has_leader gauge\netcd_server_has_leader 1\n',
				)
			: reply(404, '404 page not found\n');

const proxyMode = (machine: Machine): Response => {
	const container = running(machine, 'kube-proxy');
	return reply(200, (container && proxyModeOf(container)) ?? '');
};

/** To everybody without credentials. */
const kubelet = (certificate: string | undefined): Response =>
	certificate === undefined ? {kind: 'tls-alert'} : {...reply(401, 'Unauthorized'), certificate};

/** What a program speaks on a port. */
const speech = (
	world: World,
	filesOf: FilesOf,
	machine: Machine,
	program: string,
	port: number,
): Speech | undefined => {
	if (program === 'kube-apiserver') return {tls: true, answer: request => apiReply(world, machine, request)};
	if (program === 'kubelet')
		return port === 10248
			? {tls: false, answer: ({path}) => health(path)}
			: {tls: true, answer: () => kubelet(servingCertificate(machine, filesOf(machine.name)))};
	if (program === 'etcd')
		return port === 2381
			? {tls: false, answer: ({path}) => etcdHealth(path)}
			: {
					tls: true,
					answer: ({path, user}) => (user === undefined ? {kind: 'certificate-required'} : etcdHealth(path)),
				};
	if (program === 'kube-scheduler' || program === 'kube-controller-manager')
		return {
			tls: true,
			answer: ({path}) =>
				path === '/healthz' || path === '/livez' || path === '/readyz' ? reply(200, 'ok') : forbidden(path),
		};
	if (program === 'cilium-agent') return {tls: false, answer: ({path}) => health(path)};
	if (program === 'kube-proxy')
		return {
			tls: false,
			answer: ({path}) => (path === '/proxyMode' && port === 10249 ? proxyMode(machine) : health(path)),
		};
	return undefined;
};

export const ask = (world: World, filesOf: FilesOf, from: Machine, target: Reached, request: Request): Response => {
	if (target.outcome === 'outside') return outsideReply(world, request);
	if (target.outcome === 'pod') {
		const machine = machineOfNode(world, specOf(target.pod).nodeName);
		if (request.scheme === 'https') return {kind: 'tls-to-plain'};
		if (machine === undefined) return {kind: 'empty'};
		if (isIngressController(target.pod)) return ingressReply(world, filesOf, machine, target.pod, request);
		if (isEnvoy(target.pod)) return envoyReply(world, filesOf, machine, target.pod, request);
		if (isCiliumEnvoy(target.pod))
			return ciliumEnvoyReply(world, filesOf, machine, target.pod, target.port, request);
		if (isHeadlamp(target.pod)) return headlampReply(world, target.pod, request);
		const {status, body, type} = podReply(
			target.pod,
			machine,
			target.port,
			request.path,
			from.addresses[0]!.address,
		);
		return reply(status, body, type);
	}
	if (target.outcome !== 'open') return {kind: 'empty'};
	const spoken = speech(world, filesOf, target.machine, target.listener.program, target.listener.port);
	if (spoken === undefined)
		return target.listener.program === 'sshd'
			? request.scheme === 'https'
				? {kind: 'tls-to-plain'}
				: {kind: 'not-http'}
			: {kind: 'empty'};
	if (request.scheme === 'https' && !spoken.tls) return {kind: 'tls-to-plain'};
	if (request.scheme === 'http' && spoken.tls) return plainToTls;
	return spoken.answer(request);
};
