// A network of this process's own for hosts made of namespaces: a bridge with 10.88.<number>.0/24 and fd88:<number>::/64.
// Whatever a process that was killed left behind is taken away by the next one.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** In memory: the disks of the hosts cannot lie on the file system that they overlay. */
const shelf = '/dev/shm';
const prefix = 'kubewalk-hosts-';

const ip = (...words: readonly string[]) => spawnSync('ip', words, {encoding: 'utf8'});

/** Throws when the kernel refuses. */
export const mustIp = (...words: readonly string[]): void => {
	const {status, stderr} = ip(...words);
	if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`);
};

/** A process and its start time, so that a later process with the same number is not taken for it. */
const birthOf = (pid: string): string | undefined => {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
};

const bridgeOf = (number: number | string): string => `kwbr${number}`;

const remove = (directory: string): void => {
	const file = join(directory, 'number');
	if (existsSync(file)) {
		const name = bridgeOf(readFileSync(file, 'utf8'));
		// A namespace lives on for a minute when a dead sshd's last packets were never acknowledged; its cable need not.
		const ports = ip('-o', 'link', 'show', 'master', name).stdout.matchAll(/^\d+: ([^@:]+)/gm);
		for (const [, port] of ports) ip('link', 'delete', port!);
		ip('link', 'delete', name);
	}
	rmSync(directory, {recursive: true, force: true, maxRetries: 5});
};

/** Hosts die with the process that started them (PDEATHSIG); their disks and the bridge are what can be left. */
const removeLeftovers = (): void => {
	for (const name of readdirSync(shelf).filter(found => found.startsWith(prefix))) {
		const [pid = '', birth] = name.slice(prefix.length).split('-');
		if (birthOf(pid) !== birth) remove(join(shelf, name));
	}
};

export type Bridge = {
	readonly name: string;
	/** Where the hosts' disks are. */
	readonly directory: string;
	readonly addressOf: (index: number) => {readonly v4: string; readonly v6: string};
	readonly remove: () => void;
};

export const createBridge = (): Bridge => {
	removeLeftovers();
	const directory = join(shelf, `${prefix}${process.pid}-${birthOf(String(process.pid))}`);
	mkdirSync(directory, {recursive: true, mode: 0o755});
	// Making the link is the claim to its number: the kernel makes no second one of the same name.
	const numbers = Array.from({length: 250}, (_, index) => 1 + ((process.pid + index) % 250));
	const number = numbers.find(one => ip('link', 'add', bridgeOf(one), 'type', 'bridge').status === 0);
	if (number === undefined) throw new Error('No bridge can be made: is this root, with NET_ADMIN?');
	writeFileSync(join(directory, 'number'), String(number));
	const name = bridgeOf(number);
	// A bridge takes the lowest address of its ports, and changes it under the hosts' eyes when one goes.
	mustIp('link', 'set', name, 'address', `02:88:00:00:00:${number.toString(16).padStart(2, '0')}`, 'up');
	mustIp('address', 'add', `10.88.${number}.1/24`, 'dev', name);
	mustIp('address', 'add', `fd88:${number}::1/64`, 'dev', name, 'nodad');
	return {
		name,
		directory,
		addressOf: index => ({v4: `10.88.${number}.${10 + index}`, v6: `fd88:${number}::${10 + index}`}),
		remove: () => remove(directory),
	};
};
