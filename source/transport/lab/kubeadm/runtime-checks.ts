// Preflight checks of the container runtime.
import {criAt} from '../cluster/cri.ts';
import {type Check, error, executable, warning} from './checks.ts';

export const runtime: Check = {
	name: 'CRI',
	look: ({at, minor, criSocket}) => {
		if (minor < 31 && !executable(at, 'crictl') && criSocket !== '/var/run/dockershim.sock') return undefined;
		if (criSocket === '/var/run/dockershim.sock') return undefined;
		const cri = criAt(at.machine, at.files, criSocket);
		if (typeof cri !== 'string') return undefined;
		if (minor < 24)
			return error(
				`container runtime is not running: output: time="${new Date(at.now()).toISOString().slice(0, 19)}Z" level=fatal msg="failed to connect: failed to connect, make sure you are running as root and the runtime has been started: context deadline exceeded"\n, error: exit status 1`,
			);
		if (minor < 31)
			return error(
				`container runtime is not running: output: time="${new Date(at.now()).toISOString().slice(0, 19)}Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \\"${criSocket}\\": ${cri.replaceAll('"', String.raw`\"`)}"\n, error: exit status 1`,
			);
		return error(
			`could not connect to the container runtime: failed to create new CRI runtime service: validate service connection: validate CRI v1 runtime API for endpoint "${criSocket}": ${cri}`,
		);
	},
};

export const runtimeVersion: Check = {
	name: 'ContainerRuntimeVersion',
	look: looking => {
		const {at, minor, criSocket} = looking;
		if (minor < 35) return undefined;
		const cri = criAt(at.machine, at.files, criSocket);
		if (typeof cri === 'string') return runtime.look(looking);
		if (Number(cri.version.split('.')[0]) >= 2) return undefined;
		const until = minor === 35 ? '1.36' : '1.38';
		return warning(
			`You must update your container runtime to a version that supports the CRI method RuntimeConfig. Falling back to using cgroupDriver from kubelet config will be removed in ${until}. For more information, see https://git.k8s.io/enhancements/keps/sig-node/4033-group-driver-detection-over-cri`,
		);
	},
};
