// A program on a pseudo-terminal, which util-linux's `script` makes: what it writes, what then stands on the screen, and how
// soon it answers a key.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import headless from '@xterm/headless';

/** Milliseconds after which a key counts as unanswered. */
const limit = 60_000;

/** Milliseconds from a key until the screen said what it should, and for how many of them no processor was free. */
export type Answer = {readonly took: number; readonly waited: number};

export type Written = {readonly at: number; readonly text: string};

export type Terminal = {
	readonly pid: number;
	/**
	 * Writes a key and waits until the program has written something and these words stand on the screen, so many milliseconds
	 * at most.
	 */
	readonly press: (key: string, words: string, most?: number) => Promise<Answer>;
	readonly type: (keys: string) => void;
	/** What is written until the next call of `take`. */
	readonly take: () => readonly Written[];
	/** Ends it, with a key if there is one. */
	readonly end: (key?: string) => Promise<void>;
};

export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Milliseconds for which a process could have gone on if a processor had been free, as the kernel counts. */
const waitOf = (pid: number): number =>
	Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;

/** Resolves when these words stand on the screen. */
export const onTerminal = async (
	program: readonly string[],
	words: string,
	{
		columns = 80,
		rows = 24,
		environment = {},
	}: {columns?: number; rows?: number; environment?: NodeJS.ProcessEnv} = {},
): Promise<Terminal> => {
	const directory = mkdtempSync(join(tmpdir(), 'kubewalk-terminal-'));
	const pidFile = join(directory, 'pid');
	const command = `stty cols ${columns} rows ${rows}; echo $$ > ${pidFile}; exec ${program.map(quoted).join(' ')}`;
	const child = spawn('script', ['-qefc', command, '/dev/null'], {
		env: {...process.env, TERM: 'xterm-256color', ...environment},
	});
	// A bench that fails leaves nothing running, and `script` tells its program nothing when it is ended.
	process.once('exit', () => {
		if (child.exitCode !== null || !existsSync(pidFile)) return;
		process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
		child.kill('SIGKILL');
	});
	let over = false;
	const terminal = new headless.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const screen = (): string =>
		Array.from({length: rows}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '').join(
			'\n',
		);
	/** When the latest was written since the last key: how long the terminal then takes to show it is its own affair. */
	let said: number | undefined;
	let written: Written[] = [];
	let look: (() => void) | undefined;
	const gone = new Promise<void>((resolve, reject) => {
		child.once('close', code => {
			if (over) resolve();
			else reject(new Error(`The program ended with ${code}: ${screen()}`));
		});
	});
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		const at = performance.now();
		written.push({at, text});
		terminal.write(text, () => {
			said = at;
			look?.();
		});
	});
	/** When that was written which made these words stand there. */
	const until = (wanted: string, most = limit): Promise<number> =>
		Promise.race([
			gone.then(() => performance.now()),
			new Promise<number>((resolve, reject) => {
				const late = setTimeout(
					() => reject(new Error(`“${wanted}” did not come; the screen says ${screen()}`)),
					most,
				);
				look = () => {
					if (said === undefined || !screen().includes(wanted)) return;
					clearTimeout(late);
					look = undefined;
					resolve(said);
				};
				look();
			}),
		]);
	await until(words);
	while (!existsSync(pidFile)) await pause(5);
	const pid = Number(readFileSync(pidFile, 'utf8'));
	return {
		pid,
		press: async (key, wanted, most) => {
			said = undefined;
			const waited = waitOf(pid);
			const start = performance.now();
			child.stdin.write(key);
			const took = (await until(wanted, most)) - start;
			return {took, waited: waitOf(pid) - waited};
		},
		type: keys => void child.stdin.write(keys),
		take: () => {
			const taken = written;
			written = [];
			return taken;
		},
		end: async key => {
			over = true;
			if (key !== undefined) child.stdin.write(key);
			await Promise.race([gone, pause(key === undefined ? 0 : 10_000)]);
			child.kill();
			rmSync(directory, {recursive: true, force: true});
		},
	};
};
