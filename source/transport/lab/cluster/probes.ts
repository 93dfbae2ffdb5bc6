// Probes over HTTP and TCP of the servers whose pages the lab knows; the others are taken to be well.
import type {Container, KubeObject, PodSync, World} from '../world.ts';
import {plainText} from './loose.ts';
import type {ContainerSpec, Probe} from './pod.ts';

const pages: Readonly<Record<string, {readonly port: number; readonly paths: readonly string[]}>> = {
	nginx: {port: 80, paths: ['/', '/index.html']},
	httpd: {port: 80, paths: ['/', '/index.html']},
};

const serverOf = (spec: ContainerSpec) =>
	spec.command === undefined
		? pages[
				spec.image
					.split('/')
					.at(-1)!
					.replace(/[:@].*/, '')
			]
		: undefined;

/** Why a probe fails, in the kubelet's words; undefined when it does not. */
export const probeFails = (spec: ContainerSpec, probe: Probe | undefined, address: string): string | undefined => {
	const server = serverOf(spec);
	if (server === undefined || probe === undefined) return undefined;
	const {httpGet, tcpSocket} = probe;
	const asked = httpGet?.port ?? tcpSocket?.port;
	if (asked === undefined) return undefined;
	const port = typeof asked === 'number' ? asked : spec.ports?.find(({name}) => name === asked)?.containerPort;
	if (port !== server.port) {
		const dial = `dial tcp ${address}:${port ?? 0}: connect: connection refused`;
		return httpGet === undefined ? dial : `Get "http://${address}:${port ?? 0}${httpGet.path ?? '/'}": ${dial}`;
	}
	return httpGet === undefined || server.paths.includes(httpGet.path ?? '/')
		? undefined
		: 'HTTP probe failed with statuscode: 404';
};

/** When a liveness probe has failed so often that the kubelet ends the container. */
export const killedAt = (container: Container, probe: Probe): number =>
	container.created +
	((probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3)) * 1000;

const addressOf = (sync: PodSync): string => sync.ip ?? '';

type Say = (type: 'Normal' | 'Warning', reason: string, message: string) => void;

/** What the kubelet does about the probes of a running container. */
export const tendProbes = (world: World, sync: PodSync, spec: ContainerSpec, container: Container, say: Say): void => {
	const unready = probeFails(spec, spec.readinessProbe, addressOf(sync));
	const began = container.created + ((spec.readinessProbe?.initialDelaySeconds ?? 0) + 1) * 1000;
	if (unready !== undefined && world.now >= began) say('Warning', 'Unhealthy', `Readiness probe failed: ${unready}`);
	const dead = probeFails(spec, spec.livenessProbe, addressOf(sync));
	if (dead === undefined || world.now < killedAt(container, spec.livenessProbe!) || container.ends !== undefined)
		return;
	say('Warning', 'Unhealthy', `Liveness probe failed: ${dead}`);
	say('Normal', 'Killing', `Container ${spec.name} failed liveness probe, will be restarted`);
	container.ends = {at: world.now, exit: 0};
};

/** Whether the readiness probe, if there is one, is answered as it should be. */
export const probedReady = (spec: ContainerSpec, pod: KubeObject): boolean =>
	probeFails(spec, spec.readinessProbe, plainText(pod.status?.['podIP'])) === undefined;
