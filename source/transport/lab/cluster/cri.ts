// Whether the container runtime answers, in the words of those who ask it.
import type {Files} from '../files.ts';
import {remembered} from './remembered.ts';
import type {Machine, Runtime} from '../world.ts';

export const defaultSocket = '/run/containerd/containerd.sock';

export const socketPath = (endpoint: string): string =>
	endpoint.replace(/^unix:\/\//, '').replace(/^\/var\/run\//, '/run/');

/** The runtime behind a socket, or gRPC's words about why there is none. */
export const criAt = (machine: Machine, files: Files, endpoint: string): Runtime | string => {
	const path = endpoint.replace(/^unix:\/\//, '');
	const socket = socketPath(endpoint);
	const active = machine.power === 'on' && machine.units['containerd.service']?.state === 'active';
	if (socket === defaultSocket && active && machine.runtime !== undefined)
		return machine.runtime.cri
			? machine.runtime
			: 'rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService';
	const why = files.exists(socket) ? 'connection refused' : 'no such file or directory';
	return `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix ${path}: connect: ${why}"`;
};

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
