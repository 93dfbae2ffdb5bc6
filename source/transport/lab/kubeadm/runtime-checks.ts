// Preflight checks of the container runtime.
import {criAt, dockerAt, noDocker} from '../cluster/cri.ts';
import {isEnabled} from '../unit-file.ts';
import {type Check, error, executable, type Looking, warning} from './checks.ts';

const shim = '/var/run/dockershim.sock';

const usesDocker = ({at, criSocket}: Looking): boolean => criSocket === shim && executable(at, 'docker');

/** Up to 1.23, where Docker is the runtime. */
export const dockerService: Check = {
	name: 'Service-Docker',
	look: looking => {
		if (!usesDocker(looking)) return undefined;
		const {machine, files} = looking.at;
		return {
			warnings: isEnabled(files, 'docker.service')
				? []
				: ["docker service is not enabled, please run 'systemctl enable docker.service'"],
			errors:
				machine.units['docker.service']?.state === 'active'
					? []
					: ["docker service is not active, please run 'systemctl start docker.service'"],
		};
	},
};

export const dockerSystemd: Check = {
	name: 'IsDockerSystemdCheck',
	look: looking => {
		if (!usesDocker(looking)) return undefined;
		const docker = looking.at.machine.docker;
		if (docker === undefined) return error(`cannot execute 'docker info -f {{.CgroupDriver}}': exit status 1`);
		return docker.cgroupDriver === 'systemd'
			? undefined
			: warning(
					'detected "cgroupfs" as the Docker cgroup driver. The recommended driver is "systemd". Please follow the guide at https://kubernetes.io/docs/setup/cri/',
				);
	},
};

export const runtime: Check = {
	name: 'CRI',
	look: ({at, minor, criSocket}) => {
		if (minor < 31 && !executable(at, 'crictl') && criSocket !== '/var/run/dockershim.sock') return undefined;
		if (criSocket === shim)
			return executable(at, 'docker') && typeof dockerAt(at.machine) === 'string'
				? error(
						`container runtime is not running: output: Client:\n Context:    default\n Debug Mode: false\n\nServer:\nERROR: ${noDocker}\nerrors pretty printing info\n, error: exit status 1`,
					)
				: undefined;
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
