// A home directory for each test, and what a command of this process prints.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {afterEach, beforeEach, vi} from 'vitest';

/** Every test of the file remembers in a directory of its own, speaks English, and leaves nothing. */
export const ownHome = (): (() => string) => {
	let home = '';
	beforeEach(() => {
		home = mkdtempSync(join(tmpdir(), 'kubewalk-home-'));
		vi.stubEnv('KUBEWALK_HOME', home);
		vi.stubEnv('LC_ALL', 'C.UTF-8');
	});
	afterEach(() => {
		vi.unstubAllEnvs();
		rmSync(home, {recursive: true, force: true});
	});
	return () => home;
};

export type Printed<Result> = {readonly result: Result; readonly stdout: string; readonly stderr: string};

/** What the work wrote to this process's own streams, without colours. */
export const printed = async <Result>(work: () => Promise<Result>): Promise<Printed<Result>> => {
	const said = {stdout: '', stderr: ''};
	const spies = (['stdout', 'stderr'] as const).map(name =>
		vi.spyOn(process[name], 'write').mockImplementation(chunk => {
			said[name] += stripVTControlCharacters(String(chunk));
			return true;
		}),
	);
	try {
		return {result: await work(), ...said};
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
};
