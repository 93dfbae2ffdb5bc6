// Users on hosts made of namespaces: their passwords, what sudo lets them do, and the key that lets them in.
import {readFileSync} from 'node:fs';
import {quote} from '../../source/engine/script.ts';
import type {SshHost} from '../../source/transport/ssh-options.ts';
import type {NamespaceHost} from './namespaces.ts';

type Account = {
	readonly password?: string;
	/** Lines of sudoers; `ALL=(ALL) ALL` and the like are written with the user's name. */
	readonly sudoers?: readonly string[];
	/** False: no key lets the user in. */
	readonly key?: boolean;
};

/** Runs as root on the host. Throws when it fails. */
export const must = async ({host, exec}: NamespaceHost, script: string): Promise<string> => {
	const {exit, stdout, stderr} = await exec(`set -e\n${script}`);
	if (exit !== 0) throw new Error(`${host.name}: ${stderr}`);
	return stdout;
};

/** Makes the user, and gives how ssh reaches him. */
export const addAccount = async (
	on: NamespaceHost,
	name: string,
	{password, sudoers = [], key = true}: Account = {},
): Promise<SshHost> => {
	const publicKey = readFileSync(`${on.ssh.identity}.pub`, 'utf8');
	await must(
		on,
		`useradd -m -s /bin/sh ${name}
		${password === undefined ? `usermod -p '*' ${name}` : `printf '%s\\n' ${quote(`${name}:${password}`)} | chpasswd`}
		install -d -m 700 -o ${name} -g ${name} /home/${name}/.ssh
		${key ? `printf %s ${quote(publicKey)} | install -m 600 -o ${name} -g ${name} /dev/stdin /home/${name}/.ssh/authorized_keys` : ''}
		mkdir -p /etc/sudoers.d
		printf '%s\\n' ${sudoers.map(quote).join(' ')} | install -m 440 /dev/stdin /etc/sudoers.d/${name}
		visudo -cq`,
	);
	return {...on.ssh, user: name, sudo: 'auto', ...(key ? {} : {identity: undefined})} as SshHost;
};
