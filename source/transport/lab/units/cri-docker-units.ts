// cri-dockerd and its socket. Their files are the operator's: no package of the lab brings them.
import type {UnitAt, UnitDeclaration} from '../unit.ts';
import {setting, unitFile} from '../unit-file.ts';

export const criDockerdSocket = '/run/cri-dockerd.sock';

const flagsOf = ({files}: UnitAt): ReadonlyMap<string, string> => {
	const path = unitFile(files, 'cri-docker.service');
	const command = setting(path === undefined ? '' : (files.read(path) ?? ''), 'ExecStart') ?? '';
	return new Map(
		[...command.matchAll(/--([\w-]+)(?:[= ]([^\s-]\S*))?/g)].map(([, name, value]) => [name!, value ?? '']),
	);
};

const line = (at: UnitAt, level: string, text: string): string =>
	`time="${new Date(at.world.now + at.machine.clockOffset).toISOString().slice(0, 19)}Z" level=${level} msg="${text}"`;

const noDocker =
	'failed to get docker version from dockerd: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';

const service: UnitDeclaration = {
	name: 'cri-docker.service',
	description: 'CRI Interface for Docker Application Container Engine',
	documentation: ['https://docs.mirantis.com'],
	program: 'cri-dockerd',
	execStart: '/usr/local/bin/cri-dockerd --container-runtime-endpoint fd://',
	type: 'notify',
	restartAfter: 2,
	start: at => {
		const {machine, files, say} = at;
		say(line(at, 'info', 'Starting cri-dockerd 0.3.24 (ff8e5d4)'));
		say(line(at, 'info', 'Get docker client from remote: unix:///var/run/docker.sock'));
		if (machine.docker === undefined) return {says: [line(at, 'fatal', noDocker)], status: 1};
		machine.criDockerd = {
			pause: flagsOf(at).get('pod-infra-container-image') || 'registry.k8s.io/pause:3.10',
		};
		say(line(at, 'info', 'Docker cri networking managed by network plugin cni'));
		say(line(at, 'info', `Setting cgroupDriver ${machine.docker.cgroupDriver}`));
		say(line(at, 'info', 'Start cri-dockerd grpc backend'));
		files.write(criDockerdSocket, '', 0o660);
		return undefined;
	},
	stopped: ({machine, files}) => {
		delete machine.criDockerd;
		files.remove(criDockerdSocket);
	},
};

const socket: UnitDeclaration = {
	name: 'cri-docker.socket',
	description: 'CRI Docker Socket for the API',
	execStart: '',
	type: 'simple',
	start: ({files}) => {
		files.write(criDockerdSocket, '', 0o660);
		return undefined;
	},
	stopped: ({files}) => files.remove(criDockerdSocket),
};

export const criDockerUnits: readonly UnitDeclaration[] = [service, socket];
