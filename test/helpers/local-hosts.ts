// Plans for hosts that are this machine, reached through an sshd of its own at several addresses.
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Sshd, startSshd} from '../hosts/sshd.ts';

export const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'] as const;

/**
 * One sshd for all addresses. What is asked over it sees `id` say root, so that nothing is asked through sudo, and no
 * test has to be root.
 */
export const startLocalHosts = (directory: string, name: string): Promise<Sshd> => {
	const programs = join(directory, `${name}-programs`);
	mkdirSync(programs);
	writeFileSync(join(programs, 'id'), '#!/bin/sh\necho 0\n');
	chmodSync(join(programs, 'id'), 0o755);
	return startSshd(directory, name, [
		...addresses.slice(1).map(address => `ListenAddress ${address}`),
		`SetEnv PATH=${programs}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
	]);
};

type HostLine = {readonly name: string; readonly address: string; readonly role: string; readonly ssh?: string};

const hostLine = ({name, address, role, ssh}: HostLine): string =>
	`  - {name: ${name}, address: ${address}, role: ${role}${ssh === undefined ? '' : `, ssh: {${ssh}}`}}`;

/** A plan whose hosts are reached at that sshd, unless a host's own `ssh` says otherwise. */
export const localPlan = ({ssh: {user, port, identity}}: Sshd, hosts: readonly HostLine[]): string =>
	[
		// Hosts of other tests are this machine too, and a cluster's lock is found by its name.
		`name: local-${port}`,
		'kubernetes: {version: "1.36"}',
		hosts.filter(({role}) => role === 'control-plane').length === 1
			? 'endpoint: {kind: single}'
			: 'endpoint: {kind: external, address: 127.0.0.9, port: 6443}',
		`ssh: {user: ${user}, port: ${port}, identity: ${identity}}`,
		'hosts:',
		...hosts.map(hostLine),
		'',
	].join('\n');
