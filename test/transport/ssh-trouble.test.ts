import {expect, test} from 'vitest';
import {sshTrouble} from '../../source/transport/ssh-trouble.ts';

const host = {name: 'm1', address: '10.77.0.11', role: 'control-plane'};
const ssh = {user: 'ops', port: 22} as const;

/** What OpenSSH and sudo really say, and the sentence for it. */
const cases: readonly (readonly [said: string, sentence: string])[] = [
	[
		'/bin/sh: 1: exec: ssh: not found',
		"m1 cannot be reached, because this machine has no ssh: install OpenSSH's client here.",
	],
	[
		'ssh: connect to host 10.77.0.11 port 22: Connection refused',
		'm1 (ops@10.77.0.11:22) refuses the connection: is sshd running there, and on this port?',
	],
	[
		'ssh: connect to host 10.77.0.11 port 22: Connection timed out',
		'm1 (ops@10.77.0.11:22) does not answer: is it switched on, and does a firewall let ssh through?',
	],
	[
		'Timeout, server 10.77.0.11 not responding.',
		'm1 (ops@10.77.0.11:22) does not answer: is it switched on, and does a firewall let ssh through?',
	],
	[
		'ssh: connect to host 10.77.0.11 port 22: No route to host',
		'There is no way in the network to m1 (ops@10.77.0.11:22): is it switched on, and is the address right?',
	],
	[
		'ssh: Could not resolve hostname m1.example: Name or service not known',
		'The name m1.example of m1 is not known: correct the address in the plan, or DNS.',
	],
	[
		'No ED25519 host key is known for 10.77.0.11 and you have requested strict checking.\nHost key verification failed.',
		'The host key of m1 (ops@10.77.0.11:22) is not known: compare its fingerprint and accept it.',
	],
	[
		'No ED25519 host key is known for bastion and you have requested strict checking.\nHost key verification failed.\nConnection closed by UNKNOWN port 65535',
		'On the way to m1, the host key of bastion is not known: log in there once with ssh and compare it.',
	],
	[
		'@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.',
		'm1 (ops@10.77.0.11:22) shows another host key than the one that is known: if the host was not installed anew, somebody may be listening in.',
	],
	[
		'ops@10.77.0.11: Permission denied (publickey,password).',
		'm1 (ops@10.77.0.11:22) does not let ops in with the keys offered (it accepts: publickey,password): put your key there, for example with ssh-copy-id, or name it as ssh.identity in the plan.',
	],
	[
		'Warning: Identity file /k not accessible: No such file or directory.\nops@10.77.0.11: Permission denied (publickey).',
		"The key /k for m1 cannot be read: correct ssh.identity in the plan, or the file's permissions.",
	],
	[
		'Load key "/k": bad permissions\nops@10.77.0.11: Permission denied (publickey).',
		"The key /k for m1 cannot be read: correct ssh.identity in the plan, or the file's permissions.",
	],
	[
		'Received disconnect from 10.77.0.11 port 22:2: Too many authentication failures',
		'm1 (ops@10.77.0.11:22) closed the door after too many keys: name the right one as ssh.identity in the plan.',
	],
	[
		'sudo: a terminal is required to read the password; either use the -S option\nsudo: a password is required',
		'ops may not use sudo on m1 without a password: allow it (NOPASSWD in /etc/sudoers.d), or connect as root.',
	],
	[
		'ops is not in the sudoers file.',
		'ops may not use sudo on m1: allow it without a password in /etc/sudoers.d, or connect as root.',
	],
	['sh: 1: sudo: not found', 'm1 has no sudo, and ops is not root: connect as root, or install sudo there.'],
	[
		'kex_exchange_identification: Connection closed by remote host',
		"The connection to m1 (ops@10.77.0.11:22) was closed from the other side: look at sshd's log there.",
	],
];

test.each(cases)('%s', (said, sentence) => {
	expect(sshTrouble(host, ssh, said, 255)).toBe(sentence);
});

test('Words that are not known are handed on with where they came from', () => {
	expect(sshTrouble(host, {}, 'first\nsomething new\n', 255)).toBe(
		'm1 (10.77.0.11): the connection ended before the host answered: something new',
	);
	expect(sshTrouble(host, {jump: 'bastion'}, '', undefined)).toBe(
		'm1 (10.77.0.11, through bastion): ssh was ended before the host answered; try again.',
	);
	expect(sshTrouble(host, ssh, 'This account is not available.', 1)).toBe(
		'm1 (ops@10.77.0.11:22): the shell ended with 1 before the host answered: This account is not available.',
	);
});
