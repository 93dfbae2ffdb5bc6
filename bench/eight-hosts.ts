// Eight hosts made of namespaces, and the contestants' ways to them: all of them over OpenSSH, all with connections that
// stand already, all over the same link. Needs root, sshd and ansible.
import {type ChildProcess, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import type {Book, Task} from '../source/engine/declare.ts';
import {createEngine, type Engine} from '../source/engine/engine.ts';
import {systemClock} from '../source/engine/clock.ts';
import {createStore} from '../source/engine/store.ts';
import type {Transport} from '../source/engine/transport.ts';
import {createSsh} from '../source/transport/ssh.ts';
import {startHosts, type NamespaceHost} from '../test/hosts/namespaces.ts';

export type Place = {readonly host: NamespaceHost; readonly address: string; readonly port: number};

export type Field = {
	readonly places: readonly Place[];
	readonly transport: Transport;
	/** Runs a shell command per host, all hosts at once; `ssh` in it reaches that host. */
	readonly raw: (commandOf: (ssh: string) => string) => Promise<void>;
	/** Runs a playbook given as tasks in YAML. */
	readonly ansible: (tasks: string, ...more: readonly string[]) => Promise<void>;
	readonly leave: () => Promise<void>;
};

const freePort = (): Promise<number> =>
	new Promise(resolve => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

const ended = (child: ChildProcess, what: string): Promise<void> =>
	new Promise((resolve, reject) => {
		let said = '';
		child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.once('close', code =>
			code === 0 ? resolve() : reject(new Error(`${what} ended with ${code}: ${said}`)),
		);
	});

const relay = async (delay: number, places: readonly Place[]): Promise<ChildProcess> => {
	const links = places.map(({host, port}) => `${port}:${host.host.address}:22`);
	const child = spawn(process.execPath, [join(import.meta.dirname, 'relay.ts'), String(delay), ...links]);
	await new Promise<void>((resolve, reject) => {
		child.stdout.once('data', () => resolve());
		child.once('exit', () => reject(new Error('The relay did not start.')));
	});
	return child;
};

const sh = (command: string): Promise<void> => ended(spawn('sh', ['-c', command]), 'ssh');

let hosts: readonly NamespaceHost[] | undefined;

/** On so many of the eight hosts. `delay` is what the link adds in each direction, in milliseconds; without it there is no relay. */
export const enter = async (count: number, delay: number): Promise<Field> => {
	hosts ??= await startHosts(8);
	const directory = mkdtempSync(join(tmpdir(), 'kwb-'));
	const file = (name: string): string => join(directory, name);
	const straight = hosts.slice(0, count).map(host => ({host, address: host.host.address, port: 22}));
	const relayed: Place[] = [];
	if (delay > 0) for (const {host} of straight) relayed.push({host, address: '127.0.0.1', port: await freePort()});
	const places = delay > 0 ? relayed : straight;
	const link = delay > 0 ? await relay(delay, places) : undefined;

	const keys = readFileSync(hosts[0]!.knownHosts, 'utf8');
	const keyOf = ({host}: NamespaceHost): string =>
		new RegExp(`^${host.address},\\S+ (.*)$`, 'm').exec(keys)?.[1] ?? '';
	writeFileSync(
		file('known_hosts'),
		places
			.map(({host, address, port}) => `${port === 22 ? address : `[${address}]:${port}`} ${keyOf(host)}\n`)
			.join(''),
	);
	const {config, ssh} = hosts[0]!;
	const options = `-F ${config} -i ${ssh.identity} -o UserKnownHostsFile=${file('known_hosts')} -o ControlMaster=auto -o ControlPersist=600`;
	mkdirSync(file('raw'));
	mkdirSync(file('ansible'));
	const rawTo = ({address, port}: Place): string =>
		`ssh ${options} -o ControlPath=${file('raw')}/%C -p ${port} root@${address}`;

	writeFileSync(
		file('inventory'),
		places
			.map(
				({host, address, port}) =>
					`${host.host.name} ansible_host=${address} ansible_port=${port} ansible_user=root\n`,
			)
			.join(''),
	);
	writeFileSync(
		file('ansible.cfg'),
		`[defaults]\nforks = 8\ngathering = explicit\ninventory = ${file('inventory')}\nprivate_key_file = ${ssh.identity}\ninterpreter_python = /usr/bin/python3\nlocal_tmp = ${file('tmp')}\n[ssh_connection]\npipelining = True\nssh_args = ${options.replace(/-i \S+ /, '')}\ncontrol_path_dir = ${file('ansible')}\n`,
	);

	const byName = new Map(places.map(place => [place.host.host.name, place]));
	const transport = createSsh({
		sshOf: ({name}) => ({user: 'root', port: byName.get(name)!.port, identity: ssh.identity ?? '', sudo: 'never'}),
		knownHosts: file('known_hosts'),
		config,
	});
	return {
		places,
		transport,
		raw: async commandOf => void (await Promise.all(places.map(place => sh(commandOf(rawTo(place)))))),
		ansible: (tasks, ...more) => {
			writeFileSync(file('book.yaml'), `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`);
			const env = {...process.env, ANSIBLE_CONFIG: file('ansible.cfg'), HOME: directory};
			return ended(spawn('ansible-playbook', [...more, file('book.yaml')], {env}), 'ansible-playbook');
		},
		leave: async () => {
			await transport.close();
			await Promise.all(places.map(place => sh(`${rawTo(place)} -O exit 2>/dev/null; :`)));
			link?.kill();
			rmSync(directory, {recursive: true, force: true});
		},
	};
};

const text = (words: string) => ({en: words, zh: words});

export const taskOf = (id: string, check: string, run: string): Task => ({
	id,
	title: text(id),
	why: text('The bench asks for it.'),
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => check},
	run: () => run,
	undo: 'nothing-to-undo',
});

/** A book whose stages have so many tasks each. */
export const bookOf = (tasks: readonly Task[], perStage: number): Book => ({
	id: 'bench',
	title: text('Bench'),
	stages: Array.from({length: Math.ceil(tasks.length / perStage)}, (_, index) => ({
		id: `stage-${index}`,
		title: text(`Stage ${index}`),
		why: text('The bench asks for it.'),
		tasks: tasks.slice(index * perStage, (index + 1) * perStage),
	})),
});

export const engineOn = ({places, transport}: Field, book: Book, session: string): Engine =>
	createEngine({
		session,
		book,
		hosts: places.map(({host, address}) => ({...host.host, address})),
		settings: {},
		transport,
		store: createStore(tell => tell()),
		clock: systemClock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'bench',
		resumed: false,
	});

/** Seconds that some work takes. */
export const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
	const start = performance.now();
	await work();
	return (performance.now() - start) / 1000;
};
