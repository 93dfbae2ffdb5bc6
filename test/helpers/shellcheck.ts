import {spawnSync} from 'node:child_process';

/** Not every machine has it; the one that decides over a change does. */
export const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

/** What shellcheck has to say about a whole file; empty when nothing. */
export const shellcheck = (text: string): string =>
	spawnSync('shellcheck', ['--shell=bash', '-'], {input: text, encoding: 'utf8'}).stdout;
