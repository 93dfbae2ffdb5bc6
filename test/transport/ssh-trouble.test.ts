import {expect, test} from 'vitest';
import {sshTrouble} from '../../source/transport/ssh-trouble.ts';

const host = {name: 'm1', address: '10.77.0.11', role: 'control-plane'};
const config = {user: 'ops', port: 22, name: '10.77.0.11'};
const place = {host, ssh: {}, config};

/** What OpenSSH and sudo really say, and the sentence for it. */
const cases: readonly (readonly [said: string, sentence: string])[] = [
	[
		'/bin/sh: 1: exec: ssh: not found',
		"m1 cannot be reached, because this machine has no ssh: install OpenSSH's client here.",
	],
	[
		'ssh: connect to host 10.77.0.11 port 22: Connection refused',
		'm1 (ops@10.77.0.11) refuses the connection: is sshd running there, and on this port?',
	],
	[
		'ssh: connect to host 10.77.0.11 port 22: Connection timed out',
		'm1 (ops@10.77.0.11) does not answer: is it switched on, and does a firewall let ssh through?',
	],
	[
		'Timeout, server 10.77.0.11 not responding.',
		'm1 (ops@10.77.0.11) does not answer: is it switched on, and does a firewall let ssh through?',
	],
	[
		'ssh: connect to host 10.77.0.11 port 22: No route to host',
		'There is no way in the network to m1 (ops@10.77.0.11): is it switched on, and is the address right?',
	],
	[
		'ssh: Could not resolve hostname m1.example: Name or service not known',
		'The name m1.example of m1 is not known: correct the address in the plan, or DNS.',
	],
	[
		'No ED25519 host key is known for 10.77.0.11 and you have requested strict checking.\nHost key verification failed.',
		'The host key of m1 (ops@10.77.0.11) is not known: compare its fingerprint and accept it.',
	],
	[
		'No ED25519 host key is known for bastion and you have requested strict checking.\nHost key verification failed.\nConnection closed by UNKNOWN port 65535',
		'On the way to m1, the host key of bastion is not known: log in there once with ssh and compare it.',
	],
	[
		'@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.',
		'm1 (ops@10.77.0.11) shows another host key than the one that is known: if the host was not installed anew, somebody may be listening in.',
	],
	[
		'ops@10.77.0.11: Permission denied (publickey,gssapi-with-mic).',
		'm1 (ops@10.77.0.11) does not let ops in with the keys offered (it accepts: publickey,gssapi-with-mic): put your key there, for example with ssh-copy-id, or name it as ssh.identity in the plan.',
	],
	[
		'ops@10.77.0.11: Permission denied (publickey,password).',
		'm1 (ops@10.77.0.11) does not let ops in with the keys offered, but takes a password: log in when kubewalk asks for it on a terminal (a connection that was lost needs a new start of kubewalk), or put your key there with ssh-copy-id.',
	],
	[
		'ops@edge: Permission denied (publickey).\nConnection closed by UNKNOWN port 65535',
		'On the way to m1, ops@edge does not let you in with the keys offered: put your key there, or log in to it by another name in ssh.jump of the plan.',
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
		'm1 (ops@10.77.0.11) closed the door after too many keys: name the right one as ssh.identity in the plan.',
	],
	[
		'sudo: a terminal is required to read the password; either use the -S option\nsudo: a password is required',
		'ops may not use sudo on m1 without a password: give it when kubewalk asks on a terminal, allow sudo without one (NOPASSWD in /etc/sudoers.d), or connect as root.',
	],
	[
		'sudo: sorry, you must have a tty to run sudo',
		'sudo on m1 wants a terminal (requiretty in sudoers), and commands run without one: add "Defaults:ops !requiretty" in /etc/sudoers.d, or connect as root.',
	],
	[
		'Sorry, try again.\n\nsudo: no password was provided\nsudo: 1 incorrect password attempt',
		'sudo on m1 did not take the password of ops: start kubewalk again to type another one, or allow sudo without a password (NOPASSWD in /etc/sudoers.d).',
	],
	['ops is not in the sudoers file.', 'ops may not use sudo on m1: allow it in /etc/sudoers.d, or connect as root.'],
	['sh: 1: sudo: not found', 'm1 has no sudo, and ops is not root: connect as root, or install sudo there.'],
	[
		'kex_exchange_identification: Connection closed by remote host',
		"The connection to m1 (ops@10.77.0.11) was closed from the other side: look at sshd's log there.",
	],
];

test.each(cases)('%s', (said, sentence) => {
	expect(sshTrouble(place, said, 255)).toBe(sentence);
});

test('Words that are not known are handed on with where they came from', () => {
	expect(sshTrouble(place, 'first\nsomething new\n', 255)).toBe(
		'm1 (ops@10.77.0.11): the connection ended before the host answered: something new',
	);
	expect(sshTrouble({...place, config: {...config, jump: 'bastion'}}, '', undefined)).toBe(
		'm1 (ops@10.77.0.11, through bastion): ssh was ended before the host answered; try again.',
	);
	expect(sshTrouble(place, 'This account is not available.', 1)).toBe(
		'm1 (ops@10.77.0.11): the shell ended with 1 before the host answered: This account is not available.',
	);
});

test('An IPv6 address with a port stands in brackets, as known_hosts has it', () => {
	const six = {
		...place,
		host: {...host, address: 'fd00::1'},
		config: {user: 'ops', port: 2222, name: '[fd00::1]:2222'},
	};

	expect(sshTrouble(six, 'ssh: connect to host fd00::1 port 2222: Connection refused', 255)).toMatch(
		/^m1 \(ops@\[fd00::1\]:2222\) refuses/,
	);
	expect(
		sshTrouble(six, 'No ED25519 host key is known for [fd00::1]:2222 and you have requested strict checking.', 255),
	).toMatch(/^The host key of m1 /);
	expect(sshTrouble({...six, config: {...six.config, port: 22}}, 'Connection refused', 255)).toMatch(
		/^m1 \(ops@fd00::1\) refuses/,
	);
});
