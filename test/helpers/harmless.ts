// Runs a script with no programs around: each one is there, succeeds and says nothing. Only `touch` speaks.
import {spawnSync} from 'node:child_process';
import {evilName, evilPlan, givenFor} from './plans.ts';
import {commandsOf, scriptsOf, type NamedScript} from './scripts.ts';
import type {Given, Stage} from '../../source/engine/declare.ts';

export const joinValues = {
	'join-token': 'abcdef.0123456789abcdef',
	'ca-cert-hash': `sha256:${'a'.repeat(64)}`,
	'certificate-key': 'b'.repeat(64),
	'copy-public-key': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample kubewalk-copy-certificates',
	'copy-host-keys':
		'm2 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample\nm3 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample',
	'certificate-fingerprints': 'ca.crt AA:BB',
};

// Time leaps, so that nothing waits for it.
const prelude =
	'touch() { echo "touched $*"; }\ndate() { echo "${RANDOM}000000"; }\ncommand_not_found_handle() { return 0; }\n';

/** What the script says when nothing is there; `touched …` when a value got out of its quotes. */
export const said = (script: string): string => {
	const {stdout, stderr} = spawnSync('/bin/bash', ['-c', prelude + script], {
		cwd: '/',
		encoding: 'utf8',
		env: {PATH: '/nonexistent'},
		timeout: 20_000,
	});
	return stdout + stderr;
};

const evilGivens: readonly Given[] = [
	...evilPlan.hosts.map(host => givenFor(evilPlan, host.name, joinValues)),
	// The evil host first: then it is the one that initialises.
	givenFor({...evilPlan, hosts: evilPlan.hosts.toReversed()}, evilName, joinValues),
];

/** Names of a stage's scripts in which a host's name, or an address, is more than a word: nothing is run to know. */
export const escapes = (stage: Stage): readonly string[] =>
	evilGivens
		.flatMap(given => scriptsOf(stage, given))
		.filter(({script}: NamedScript) => commandsOf(script).includes('touch'))
		.map(({name}) => name);
