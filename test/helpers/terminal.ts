// The whole program on a real pseudo-terminal, which util-linux's `script` makes.
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {Terminal} from '@xterm/headless';
import {bin} from './program.ts';

export const hasTerminal = spawnSync('script', ['--version']).status === 0;

export type InTerminal = {
	/** Everything that was written so far, without colours and movements. */
	readonly text: () => string;
	readonly press: (keys: string) => void;
	/** Hears what is written from now on, with colours and movements. */
	readonly listen: (hear: (chunk: string) => void) => void;
	/** Of the program, or of what it is run through. */
	readonly pid: () => number;
	readonly kill: (signal: NodeJS.Signals) => void;
	/** Resolves when the text has been written, or stands on the screen: of a row only what has changed is written. */
	readonly until: (text: string) => Promise<void>;
	readonly ended: Promise<{readonly code: number | null; readonly text: string}>;
};

const word = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

export const startInTerminal = (
	args: readonly string[],
	home: string,
	{
		columns = 80,
		rows = 24,
		environment = {},
		through = '',
	}: {columns?: number; rows?: number; environment?: Record<string, string>; through?: string} = {},
): InTerminal => {
	const pidFile = join(mkdtempSync(join(tmpdir(), 'kubewalk-terminal-')), 'pid');
	const program = [process.execPath, bin(), ...args].map(word).join(' ');
	const child = spawn(
		'script',
		['-qefc', `stty cols ${columns} rows ${rows}; echo $$ > ${pidFile}; exec ${through} ${program}`, '/dev/null'],
		{
			cwd: home,
			env: {
				PATH: process.env['PATH'],
				HOME: home,
				KUBEWALK_HOME: home,
				LANG: 'C.UTF-8',
				SHELL: '/bin/sh',
				TERM: 'xterm-256color',
				...environment,
			},
			stdio: ['pipe', 'pipe', 'ignore'],
		},
	);
	const pid = (): number => Number(readFileSync(pidFile, 'utf8'));
	let written = '';
	const text = (): string => stripVTControlCharacters(written);
	const screen = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const stands = (wanted: string): boolean =>
		Array.from({length: rows}, (_, row) => screen.buffer.active.getLine(row)?.translateToString(true)).some(line =>
			line?.includes(wanted),
		);
	const waiting = new Set<() => void>();
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		written += chunk;
		screen.write(chunk, () => {
			for (const look of waiting) look();
		});
	});
	const until = (wanted: string): Promise<void> =>
		new Promise((resolve, reject) => {
			const look = (): void => {
				if (!text().includes(wanted) && !stands(wanted)) return;
				waiting.delete(look);
				resolve();
			};
			waiting.add(look);
			child.once('close', () => reject(new Error(`It ended before it said ${wanted}:\n${text()}`)));
			look();
		});
	return {
		text,
		until,
		press: keys => void child.stdin.write(keys),
		listen: hear => void child.stdout.on('data', hear),
		pid,
		kill: signal => void process.kill(pid(), signal),
		ended: new Promise(resolve => {
			child.once('close', code => resolve({code, text: text().replaceAll('\r', '')}));
		}),
	};
};
