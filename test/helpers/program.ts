// The whole program as a process of its own, built from the sources as they are now, with a home directory of its own.
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '../..');
// Below node_modules, so that what the program imports is found; ignored by git and lint.
const cache = join(root, 'node_modules/.cache/kubewalk-test');

const fingerprint = (): string => {
	const hash = createHash('sha256');
	const files = globSync(['source/**/*.{ts,tsx}', 'steps/**/*.ts', 'package.json', 'rolldown.config.ts'], {
		cwd: root,
	});
	for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(root, file)));
	return hash.digest('hex').slice(0, 16);
};

const kept = 8;

/** Builds of sources that are no longer like that; a few stay for test files that run now. */
const prune = (): void => {
	const builds = readdirSync(cache).map(name => ({name, at: statSync(join(cache, name)).mtimeMs}));
	for (const {name} of builds.toSorted((one, other) => other.at - one.at).slice(kept))
		rmSync(join(cache, name), {recursive: true, force: true});
};

const build = (place: string): void => {
	mkdirSync(cache, {recursive: true});
	const draft = mkdtempSync(join(cache, 'draft-'));
	writeFileSync(join(draft, 'package.json'), readFileSync(join(root, 'package.json')));
	const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs');
	const args = ['-c', '--dir', join(draft, 'build/source')];
	const {status, stdout, stderr} = spawnSync(process.execPath, [rolldown, ...args], {cwd: root, encoding: 'utf8'});
	if (status !== 0) throw new Error(`The program cannot be built: ${stdout}${stderr}`);
	prune();
	try {
		renameSync(draft, place);
	} catch {
		// Another test file was faster, with the same sources.
		rmSync(draft, {recursive: true, force: true});
	}
};

let built: string | undefined;

/** Path of the program's entry, built once for each state of the sources. */
export const bin = (): string => {
	if (built === undefined) {
		const place = join(cache, fingerprint());
		if (!existsSync(place)) build(place);
		built = join(place, 'build/source/bin.js');
	}
	return built;
};

export type Ended = {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
};

type Surroundings = {
	readonly home: string;
	readonly cwd?: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** Options of node itself. */
	readonly node?: readonly string[];
};

export type Running = {
	readonly child: ChildProcess;
	/** Calls back with every whole line of stdout. */
	readonly onLine: (listener: (line: string) => void) => void;
	readonly ended: Promise<Ended>;
};

/** Nothing of the person who runs the tests gets in: no language, no terminal, no colours, no home. */
const environmentOf = ({home, environment}: Surroundings): NodeJS.ProcessEnv => ({
	PATH: process.env['PATH'],
	HOME: home,
	KUBEWALK_HOME: home,
	LANG: 'C.UTF-8',
	...environment,
});

/** Starts `kubewalk ARGUMENTS` without a terminal. */
export const startKubewalk = (args: readonly string[], surroundings: Surroundings): Running => {
	const child = spawn(process.execPath, [...(surroundings.node ?? []), bin(), ...args], {
		cwd: surroundings.cwd ?? surroundings.home,
		env: environmentOf(surroundings),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const said = {stdout: '', stderr: ''};
	const listeners: ((line: string) => void)[] = [];
	let rest = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		said.stdout += chunk;
		const lines = (rest + chunk).split('\n');
		rest = lines.pop()!;
		for (const line of lines) for (const listener of listeners) listener(line);
	});
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (said.stderr += chunk));
	const ended = new Promise<Ended>(resolve => {
		child.once('close', (code, signal) => resolve({code, signal, ...said}));
	});
	return {child, onLine: listener => void listeners.push(listener), ended};
};

/** Runs `kubewalk ARGUMENTS` to its end without a terminal. */
export const kubewalk = (args: readonly string[], surroundings: Surroundings): Promise<Ended> =>
	startKubewalk(args, surroundings).ended;

/** Runs a line of bash in which `kubewalk` is the program. */
export const inShell = (line: string, surroundings: Surroundings): Promise<Ended> =>
	new Promise(resolve => {
		const script = `set -o pipefail; kubewalk() { "$NODE" "$BIN" "$@"; }\n${line}`;
		const child = spawn('bash', ['-c', script], {
			cwd: surroundings.cwd ?? surroundings.home,
			env: {...environmentOf(surroundings), NODE: process.execPath, BIN: bin()},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const said = {stdout: '', stderr: ''};
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => void (said.stdout += chunk));
		child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (said.stderr += chunk));
		child.once('close', (code, signal) => resolve({code, signal, ...said}));
	});
