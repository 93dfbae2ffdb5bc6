// docker info and docker version.
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import {plainContainerdVersion} from '../units/containerd-unit.ts';
import {dockerVersion} from '../units/docker-unit.ts';
import type {Docker} from '../world.ts';
import {formattedLines} from './template.ts';

const running = ({machine}: Shell): number => {
	const own = Object.entries(machine.pods ?? {}).filter(([, sync]) => sync.docker !== undefined);
	const uids = new Set(own.map(([uid]) => uid));
	const containers = machine.containers.filter(({podUid, state}) => uids.has(podUid) && state === 'running').length;
	return containers + own.filter(([, sync]) => sync.sandbox !== undefined).length;
};

const stopped = ({machine}: Shell): number =>
	machine.containers.filter(({podUid, state}) => machine.pods?.[podUid]?.docker !== undefined && state === 'exited')
		.length;

const fields = (at: Shell, docker: Docker): Record<string, unknown> => ({
	Containers: running(at) + stopped(at),
	ContainersRunning: running(at),
	ContainersPaused: 0,
	ContainersStopped: stopped(at),
	Images: at.machine.images.length,
	Driver: docker.storageDriver,
	LoggingDriver: docker.logDriver,
	CgroupDriver: docker.cgroupDriver,
	CgroupVersion: String(at.machine.cgroup),
	KernelVersion: at.machine.kernel,
	OperatingSystem: at.machine.os.pretty,
	OSType: 'linux',
	Architecture: 'x86_64',
	RegistryConfig: {
		InsecureRegistryCIDRs: ['127.0.0.0/8'],
		IndexConfigs: {
			'docker.io': {Name: 'docker.io', Mirrors: docker.mirrors, Secure: true, Official: true},
			...Object.fromEntries(
				docker.insecure.map(name => [name, {Name: name, Mirrors: [], Secure: false, Official: false}]),
			),
		},
		Mirrors: docker.mirrors,
	},
	NCPU: at.machine.cpus,
	MemTotal: at.machine.memoryMiB * 1_048_576,
	DockerRootDir: '/var/lib/docker',
	Name: at.machine.hostname,
	ServerVersion: docker.version,
	LiveRestoreEnabled: false,
});

const list = (title: string, items: readonly string[]): string =>
	items.length === 0 ? '' : ` ${title}:\n${items.map(item => `  ${item}\n`).join('')}`;

const text = (at: Shell, docker: Docker): string => {
	const {machine} = at;
	return `Client:
 Context:    default
 Debug Mode: false

Server:
 Containers: ${running(at) + stopped(at)}
  Running: ${running(at)}
  Paused: 0
  Stopped: ${stopped(at)}
 Images: ${machine.images.length}
 Server Version: ${docker.version}
 Storage Driver: ${docker.storageDriver}
  Backing Filesystem: extfs
  Supports d_type: true
  Native Overlay Diff: true
  userxattr: false
 Logging Driver: ${docker.logDriver}
 Cgroup Driver: ${docker.cgroupDriver}
 Cgroup Version: ${machine.cgroup}
 Plugins:
  Volume: local
  Network: bridge host ipvlan macvlan null overlay
  Log: awslogs fluentd gcplogs gelf journald json-file local logentries splunk syslog
 Swarm: inactive
 Runtimes: io.containerd.runc.v2 runc
 Default Runtime: runc
 Init Binary: docker-init
 containerd version: ${plainContainerdVersion(machine)}
 runc version: 1.1.5+ds1-1+deb12u1
 init version: 
 Security Options:
  seccomp
   Profile: default
 Kernel Version: ${machine.kernel}
 Operating System: ${machine.os.pretty}
 OSType: linux
 Architecture: x86_64
 CPUs: ${machine.cpus}
 Total Memory: ${(machine.memoryMiB / 1024).toPrecision(4)}GiB
 Name: ${machine.hostname}
 Docker Root Dir: /var/lib/docker
 Debug Mode: false
 Registry: https://index.docker.io/v1/
 Labels:
 Experimental: false
${list('Insecure Registries', [...docker.insecure, '127.0.0.0/8'])}${list('Registry Mirrors', docker.mirrors)} Live Restore Enabled: false

`;
};

export const info = (args: readonly string[], at: Shell, docker: Docker): CommandResult => {
	const {flags} = readArguments(args, [], ['force', 'format']);
	const template = flags.get('force') ?? flags.get('format');
	return template === undefined ? said(text(at, docker)) : formattedLines(template, [fields(at, docker)]);
};

/** By major version; 25 brought 1.44, and every one since one more. */
const apis: Readonly<Record<number, string>> = {19: '1.40', 20: '1.41', 23: '1.42', 24: '1.43'};

const api = (version: string): string => {
	const major = Number(version.split('.')[0]);
	return apis[major] ?? `1.${major + 19}`;
};

const side = (version: string, server: boolean): string => `${server ? 'Server' : 'Client'}:
${server ? ' Engine:\n' : ''}${[
	['Version', version],
	['API version', api(version) + (server ? ' (minimum version 1.12)' : '')],
	['Go version', 'go1.19.8'],
	['Git commit', '5d6db84'],
	['OS/Arch', 'linux/amd64'],
	...(server ? [['Experimental', 'false']] : [['Context', 'default']]),
]
	.map(([name, value]) => `${server ? ' ' : ''} ${`${name}:`.padEnd(server ? 18 : 19)}${value}\n`)
	.join('')}`;

/** Without a daemon the client still says what it is itself. */
export const version = (args: readonly string[], at: Shell, noServer?: string): CommandResult => {
	const {flags} = readArguments(args, [], ['force', 'format']);
	const own = dockerVersion(at.machine);
	const template = flags.get('force') ?? flags.get('format');
	const known = {Client: {Version: own}, ...(noServer === undefined && {Server: {Version: own}})};
	const client = template === undefined ? said(side(own, false)) : formattedLines(template, [known]);
	if (noServer !== undefined) return failed(`${noServer}\n`, 1, client.stdout);
	return template === undefined ? said(`${side(own, false)}\n${side(own, true)}`) : client;
};
