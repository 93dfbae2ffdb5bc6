// Docker Engine: reads daemon.json when it starts, and only then. Its containers end with it.
import {readDaemon, daemonFile} from '../cluster/docker-config.ts';
import type {UnitAt, UnitDeclaration} from '../unit.ts';
import type {Machine} from '../world.ts';

export const dockerSocket = '/run/docker.sock';

/** `20.10.24+dfsg1` of Debian's package, `28.5.2` of Docker's. */
export const dockerVersion = ({packages}: Machine): string =>
	(packages['docker-ce']?.version ?? packages['docker.io']?.version ?? '20.10.24+dfsg1-1')
		.replace(/^\d+:/, '')
		.replace(/[-~].*/, '');

const line = (at: UnitAt, level: string, text: string): string =>
	`time="${new Date(at.world.now + at.machine.clockOffset).toISOString().slice(0, 23)}000000Z" level=${level} msg="${text}"`;

/** Pods that the kubelet runs in Docker lose their containers, and get new ones when it is back. */
const endContainers = ({world, machine}: UnitAt): void => {
	for (const [uid, sync] of Object.entries(machine.pods ?? {})) {
		if (sync.docker === undefined) continue;
		delete sync.sandbox;
		delete sync.sandboxAt;
		sync.retryAt = 0;
		for (const container of machine.containers) {
			if (container.podUid !== uid || container.state !== 'running') continue;
			container.state = 'exited';
			container.finished = world.now;
			container.exitCode = 0;
			delete container.ends;
		}
	}
};

export const dockerUnit: UnitDeclaration = {
	name: 'docker.service',
	description: 'Docker Application Container Engine',
	documentation: ['https://docs.docker.com'],
	program: 'dockerd',
	execStart: '/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_OPTS',
	type: 'notify',
	restartAfter: 2,
	start: at => {
		const {machine, files, say} = at;
		const version = dockerVersion(machine);
		const docker = readDaemon(files.read(daemonFile), version, machine);
		if ('error' in docker) return {says: [docker.error], status: 1};
		say(line(at, 'info', 'Starting up'));
		machine.docker = docker;
		files.makeDirectory('/etc/docker');
		if (!machine.modules.includes('overlay')) machine.modules.push('overlay');
		say(line(at, 'info', 'Loading containers: start.'));
		say(
			line(
				at,
				'info',
				'Default bridge (docker0) is assigned with an IP address 172.17.0.0/16. Daemon option --bip can be used to set a preferred IP address',
			),
		);
		say(line(at, 'info', 'Loading containers: done.'));
		say(
			`${line(at, 'info', 'Docker daemon')} commit=5d6db84 graphdriver(s)=${docker.storageDriver} version=${version}`,
		);
		say(line(at, 'info', 'Daemon has completed initialization'));
		say(line(at, 'info', `API listen on ${dockerSocket}`));
		files.write(dockerSocket, '', 0o660);
		return undefined;
	},
	stopped: at => {
		endContainers(at);
		delete at.machine.docker;
		at.files.remove(dockerSocket);
	},
};
