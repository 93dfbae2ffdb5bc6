// A directory for one test file, and what the tests of jobs need to look at.
import {existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, vi} from 'vitest';
import type {Host} from '../../source/engine/given.ts';
import type {OnOutput} from '../../source/engine/transport.ts';

export const makeWorkplace = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'kw-test-'));
	afterAll(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

export const here: Host = {name: 'operator', address: '127.0.0.1', role: 'operator'};

export const never = new AbortController().signal;

export const deaf: OnOutput = () => undefined;

export const linesOf = (file: string): readonly string[] =>
	existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];

/** A dead process that nobody has buried yet counts as gone. */
const isThere = (pid: string): boolean => {
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
};

/** A killed process is there until it gets the processor once more: soon, and on a busy machine a little later. */
export const isGone = async (pid: string): Promise<void> => {
	expect(pid).toMatch(/^\d+$/);
	await vi.waitFor(() => expect(isThere(pid)).toBe(false), 10_000);
};

export const has = (program: string): boolean => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;

/** A directory in which `sh` is another shell, to be put before $PATH; undefined when the machine has no such shell. */
export const shellNamed = (directory: string, program: string): string | undefined => {
	const found = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], {encoding: 'utf8'}).stdout.trim();
	if (found === '') return undefined;
	symlinkSync(found, join(directory, 'sh'));
	return directory;
};
