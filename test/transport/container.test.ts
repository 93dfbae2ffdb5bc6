import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {containerTrouble, createContainers} from '../../source/transport/container.ts';
import {containers} from '../hosts/podman.ts';
import {deaf, never} from '../hosts/workplace.ts';

const m1 = {name: 'm1', address: '10.77.0.11', role: 'control-plane'} as const;
const over = (container: string) => createContainers({containerOf: () => ({engine: 'podman', container})});
const box = over('kw-box');

/** Clients of exec in a container, from this machine's process list. */
const clientsOf = (container: string): readonly string[] =>
	readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.filter(pid => {
			const file = `/proc/${pid}/cmdline`;
			return (
				existsSync(file) &&
				readFileSync(file, 'utf8').startsWith(`podman\0exec\0-i\0--user\x000\0${container}\0`)
			);
		});

const why = ' (skipped where podman cannot run as root)';

beforeAll(() => containers?.start('kw-box'));
afterAll(() => box.close());

test.skipIf(!containers)(
	`Questions are answered inside the container, by root, each with its exit code${why}`,
	async () => {
		const [who, where, no] = await box.ask(m1, ['id -u', 'cat /proc/1/comm', 'echo oh >&2; exit 3'], never);

		expect(who).toEqual({exit: 0, stdout: '0\n', stderr: ''});
		expect(where?.stdout).toBe('sleep\n');
		expect(no).toEqual({exit: 3, stdout: '', stderr: 'oh\n'});
	},
);

test.skipIf(!containers)(
	`A job runs once, however many ask for it, and its output comes as it runs${why}`,
	async () => {
		const job = {id: 'once', script: 'echo x >> /root/count; echo one; sleep 1; echo two; exit 4', timeout: 60};
		const live: string[] = [];
		const [first, second] = await Promise.all([
			box.run(m1, job, never, text => void live.push(text)),
			over('kw-box').run(m1, job, never, deaf),
		]);

		expect(first).toEqual({exit: 4, stdout: 'one\ntwo\n', stderr: ''});
		expect(second).toEqual(first);
		expect(live).toEqual(['one\n', 'two\n']);
		expect((await box.ask(m1, ['cat /root/count'], never))[0]?.stdout).toBe('x\n');
	},
);

test.skipIf(!containers)(`A job outlives its exec, and is found again by its id${why}`, async () => {
	const job = {
		id: 'cut',
		script: 'echo x >> /root/cut; echo before; until [ -e /root/go ]; do sleep 0.1; done; echo after',
		timeout: 60,
	};
	let cut = 0;
	const answer = await box.run(m1, job, never, text => {
		if (text !== 'before\n') return;
		// As a lost connection: the client of exec dies, the job does not.
		for (const pid of clientsOf('kw-box')) {
			process.kill(Number(pid), 'SIGKILL');
			cut += 1;
		}
		containers!.podman('exec', '--user', '0', 'kw-box', 'touch', '/root/go');
	});

	expect(cut).toBeGreaterThan(0);
	expect(answer).toEqual({exit: 0, stdout: 'before\nafter\n', stderr: ''});
	expect(await box.reattach?.(m1, 'cut', never, deaf)).toEqual(answer);
	expect(await box.reattach?.(m1, 'nothing', never, deaf)).toBeUndefined();
	expect((await box.ask(m1, ['cat /root/cut'], never))[0]?.stdout).toBe('x\n');
});

test.skipIf(!containers)(`An abort ends the job in the container${why}`, async () => {
	const stop = new AbortController();
	const answer = await box.run(m1, {id: 'stop', script: 'echo $$; sleep 1000', timeout: 60}, stop.signal, () =>
		stop.abort(),
	);

	expect(answer.exit).toBe(130);
	const [left] = await box.ask(m1, [`test -d /proc/${answer.stdout.trim()}`], never);
	expect(left?.exit).toBe(1);
});

test.skipIf(!containers)(
	`A container that is not there, and one that was stopped, have their sentences${why}`,
	async () => {
		await expect(over('kw-none').ask(m1, ['true'], never)).rejects.toThrow(
			'm1 cannot be reached, because podman has no container kw-none: start it, or correct container in the plan (podman ps -a lists them).',
		);
		containers!.start('kw-stopped');
		containers!.podman('stop', '--time', '0', 'kw-stopped');
		await expect(over('kw-stopped').ask(m1, ['true'], never)).rejects.toThrow(
			'm1 does not answer, because its container kw-stopped does not run (stopped or paused): podman start kw-stopped brings it up.',
		);
	},
);

test.skipIf(!containers)(`A container without sh has its sentence${why}`, async () => {
	containers!.start('kw-bare');
	containers!.podman('exec', '--user', '0', 'kw-bare', 'rm', '/bin/sh');
	await expect(over('kw-bare').ask(m1, ['true'], never)).rejects.toThrow(
		'The container kw-bare of m1 has no sh: tasks need an image with sh and bash, such as debian:12.',
	);
});

const place = {engine: 'docker', container: 'kind-1'} as const;

test.each([
	['/bin/sh: 1: exec: docker: not found', 127, /this machine has no docker: install it, or correct engine/],
	[
		'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
		1,
		/docker is not running on this machine: start it \(systemctl start docker\)/,
	],
	[
		'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
		1,
		/docker is not running on this machine/,
	],
	[
		'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun": dial unix /var/run/docker.sock: connect: permission denied',
		1,
		/you may not use docker on this machine: join its group/,
	],
	['Error response from daemon: No such container: kind-1', 1, /docker has no container kind-1: start it/],
	['Error response from daemon: Container 5f is not running', 1, /kind-1 does not run .*docker start kind-1/],
	[
		'Error response from daemon: Container kind-1 is paused, unpause the container before exec',
		1,
		/docker unpause kind-1/,
	],
	[
		'OCI runtime exec failed: exec failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown',
		126,
		/The container kind-1 of m1 has no sh/,
	],
	[
		'Error: crun: executable file `sh` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
		127,
		/has no sh/,
	],
	['something new', 9, /^m1: docker exec in kind-1 ended with 9 before the container answered: something new$/],
	['', undefined, /^m1: docker exec in kind-1 was ended before the container answered; try again\.$/],
])('When the engine says %j the sentence names it and the way out', (stderr, exit, sentence) => {
	expect(containerTrouble(m1, place, {exit, stderr})).toMatch(sentence);
});
