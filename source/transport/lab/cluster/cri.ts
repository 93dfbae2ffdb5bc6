// Whether the container runtime answers, in the words of those who ask it.
import type {Files} from '../files.ts';
import {remembered} from './remembered.ts';
import type {Docker, Machine, Runtime} from '../world.ts';

export const defaultSocket = '/run/containerd/containerd.sock';

export const socketPath = (endpoint: string): string =>
	endpoint.replace(/^unix:\/\//, '').replace(/^\/var\/run\//, '/run/');

export const dockershim = '/run/dockershim.sock';
const criDockerd = '/run/cri-dockerd.sock';

const runs = (machine: Machine, unit: string): boolean =>
	machine.power === 'on' && machine.units[unit]?.state === 'active';

export const noDocker =
	'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';

const throughShim = (docker: Docker, sandboxImage: string): Runtime => ({
	version: docker.version,
	cri: true,
	systemdCgroup: docker.cgroupDriver === 'systemd',
	sandboxImage,
	binDirs: ['/opt/cni/bin'],
	confDir: '/etc/cni/net.d',
	certsDir: '',
	docker,
});

/** Docker itself, asked by its own client, or the client's words. */
export const dockerAt = (machine: Machine, sandboxImage = 'k8s.gcr.io/pause:3.2'): Runtime | string =>
	runs(machine, 'docker.service') && machine.docker !== undefined
		? throughShim(machine.docker, sandboxImage)
		: noDocker;

/** Undefined: nothing listens there. */
const behind = (machine: Machine, socket: string): Runtime | string | undefined => {
	if (socket === defaultSocket && runs(machine, 'containerd.service') && machine.runtime !== undefined)
		return machine.runtime.cri
			? machine.runtime
			: 'rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService';
	const pause =
		socket === criDockerd && runs(machine, 'cri-docker.service')
			? machine.criDockerd?.pause
			: socket === dockershim && runs(machine, 'kubelet.service')
				? machine.kubelet?.pause
				: undefined;
	if (pause === undefined) return undefined;
	const docker = dockerAt(machine, pause);
	return typeof docker === 'string'
		? `rpc error: code = Unknown desc = failed to get docker version: ${docker}`
		: docker;
};

/** The runtime behind a socket, or gRPC's words about why there is none. */
export const criAt = (machine: Machine, files: Files, endpoint: string): Runtime | string => {
	const path = endpoint.replace(/^unix:\/\//, '');
	const socket = socketPath(endpoint);
	const runtime = behind(machine, socket);
	if (runtime !== undefined) return runtime;
	const why = files.exists(socket) ? 'connection refused' : 'no such file or directory';
	return `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix ${path}: connect: ${why}"`;
};

/** In the kubelet's words, after `container ` since 1.22. */
export const noNetwork = (runtime: Runtime): string =>
	`runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:${runtime.docker === undefined ? 'Network plugin returns error: cni plugin not initialized' : 'docker: network plugin is not ready: cni config uninitialized'}`;

const parsed = new Map<string, boolean>();

const valid = (text: string): boolean => {
	const known = parsed.get(text);
	if (known !== undefined) return known;
	let good = false;
	try {
		good = typeof (JSON.parse(text) as {name?: unknown}).name === 'string';
	} catch {
		// A broken file is as good as none.
	}
	parsed.set(text, good);
	return good;
};

/** The first configuration by name that can be read: what containerd takes for its network. */
export const cniConfig = (files: Files, runtime: Runtime): CniConfig | undefined =>
	remembered(files, `cni ${runtime.confDir}`, () => firstConfig(files, runtime));

type CniConfig = {readonly path: string; readonly text: string};

const firstConfig = (files: Files, runtime: Runtime): CniConfig | undefined => {
	for (const name of files.list(runtime.confDir)) {
		if (!/\.(conf|conflist|json)$/.test(name)) continue;
		const path = `${runtime.confDir}/${name}`;
		const text = files.read(path);
		if (text !== undefined && valid(text)) return {path, text};
	}
	return undefined;
};
