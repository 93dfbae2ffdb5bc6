// A whole rehearsal as the program writes it to a terminal, with its times.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTerminal, pause, type Written} from './terminal.ts';

export type Recording = {readonly columns: number; readonly rows: number; readonly written: readonly Written[]};

const bin = join(import.meta.dirname, '../build/source/bin.js');

/** Starts a rehearsal, looks at its first tasks as a person does, and lets it run to the end. */
export const recordRehearsal = async (columns = 80, rows = 24): Promise<Recording> => {
	const home = mkdtempSync(join(tmpdir(), 'kubewalk-recording-'));
	try {
		const environment = {KUBEWALK_HOME: home, LANG: 'C.UTF-8', COLORTERM: ''};
		const walk = await onTerminal([process.execPath, bin], 'Rehearse on simulated hosts', {
			columns,
			rows,
			environment,
		});
		await pause(1500);
		await walk.press('\r', 'run the stage');
		await pause(2000);
		await walk.press('\r', 'A system with apt');
		await pause(1500);
		await walk.press('a', 'Everything is done, on simulated hosts.', 600_000);
		await pause(1000);
		const written = walk.take();
		await walk.end('q');
		return {columns, rows, written};
	} finally {
		rmSync(home, {recursive: true, force: true});
	}
};
