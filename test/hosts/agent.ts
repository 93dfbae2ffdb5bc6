// An ssh agent of a test's own.
import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll} from 'vitest';

export type Agent = {readonly socket: string; readonly add: (key: string, passphrase?: string) => void};

const running: string[] = [];
afterAll(() => {
	for (const pid of running.splice(0)) process.kill(Number(pid));
});

export const startAgent = (directory: string): Agent => {
	const place = mkdtempSync(join(directory, 'agent-'));
	const socket = join(place, 'socket');
	const {stdout} = spawnSync('ssh-agent', ['-a', socket], {encoding: 'utf8'});
	const pid = /SSH_AGENT_PID=(\d+)/.exec(stdout)?.[1];
	if (pid === undefined) throw new Error(`No agent: ${stdout}`);
	running.push(pid);
	return {
		socket,
		add: (key, passphrase = '') => {
			const asker = join(place, 'asker');
			writeFileSync(asker, `#!/bin/sh\necho '${passphrase}'\n`);
			chmodSync(asker, 0o700);
			const env = {...process.env, SSH_AUTH_SOCK: socket, SSH_ASKPASS: asker, SSH_ASKPASS_REQUIRE: 'force'};
			const {status, stderr} = spawnSync('ssh-add', ['-q', key], {env, encoding: 'utf8'});
			if (status !== 0) throw new Error(`The agent does not take ${key}: ${stderr}`);
		},
	};
};
