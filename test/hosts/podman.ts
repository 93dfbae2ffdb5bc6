// Real containers of Debian's podman, with an image made of this machine's own busybox and bash: nothing is fetched.
import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll} from 'vitest';
import {has} from './workplace.ts';

const image = 'kubewalk-test';

const run = (program: string, args: readonly string[]) => spawnSync(program, args, {encoding: 'utf8', timeout: 60_000});

const podman = (...args: readonly string[]): string => {
	const {status, stdout, stderr} = run('podman', args);
	if (status !== 0) throw new Error(`podman ${args[0]}: ${stderr}`);
	return stdout.trim();
};

/** The libraries of a program lie where it looks for them. */
const install = (root: string, program: string): void => {
	const libraries = run('ldd', [program]).stdout.match(/\/\S+\.so\S*/g) ?? [];
	for (const file of [program, ...libraries]) {
		mkdirSync(join(root, dirname(file)), {recursive: true});
		copyFileSync(file, join(root, file));
	}
};

const buildImage = (directory: string): void => {
	const root = join(directory, 'root');
	for (const name of ['bin', 'dev', 'etc', 'proc', 'root', 'run', 'sys', 'tmp', 'var/tmp'])
		mkdirSync(join(root, name), {recursive: true});
	install(root, '/bin/busybox');
	install(root, '/bin/bash');
	for (const name of run('/bin/busybox', ['--list']).stdout.trim().split('\n'))
		if (!existsSync(join(root, 'bin', name))) symlinkSync('busybox', join(root, 'bin', name));
	writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\nops:x:1000:1000::/tmp:/bin/sh\n');
	run('tar', ['-C', root, '-cf', join(directory, 'image.tar'), '.']);
	podman('import', '--change', 'USER ops', join(directory, 'image.tar'), image);
};

/** vfs and runc with few limits work wherever root does: also in a container, and with the two cgroup versions mixed. */
const configure = (directory: string): void => {
	writeFileSync(
		join(directory, 'storage.conf'),
		`[storage]\ndriver = "vfs"\ngraphroot = "${directory}/graph"\nrunroot = "${directory}/run"\n`,
	);
	writeFileSync(
		join(directory, 'containers.conf'),
		`[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\nnetns = "none"\nseccomp_profile = "unconfined"\n[engine]\nruntime = "runc"\n`,
	);
	process.env['CONTAINERS_STORAGE_CONF'] = join(directory, 'storage.conf');
	process.env['CONTAINERS_CONF'] = join(directory, 'containers.conf');
};

export type Podman = {
	/** Starts a container in which nothing happens; it goes when the test file ends. */
	readonly start: (name: string) => void;
	readonly podman: (...args: readonly string[]) => string;
};

const canRun = (): Podman | undefined => {
	if (process.getuid?.() !== 0 || !['podman', 'runc', 'busybox', 'ldd'].every(has)) return undefined;
	const directory = mkdtempSync(join(tmpdir(), 'kw-podman-'));
	const names: string[] = [];
	const start = (name: string): void => {
		podman('run', '--detach', '--name', name, image, 'sleep', '1000');
		names.push(name);
	};
	const clear = (): void => {
		for (const name of names) run('podman', ['rm', '--force', '--time', '0', name]);
		// conmon writes its last words after the container is gone.
		rmSync(directory, {recursive: true, force: true, maxRetries: 5});
	};
	try {
		configure(directory);
		buildImage(directory);
		start('kw-trial');
	} catch (error) {
		clear();
		process.stderr.write(`Tests with podman are skipped: ${String(error)}\n`);
		return undefined;
	}
	afterAll(clear);
	return {start, podman};
};

/** Undefined where podman cannot run containers. */
export const containers = canRun();
