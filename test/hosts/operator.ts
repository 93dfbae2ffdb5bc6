// A scripted operator: really runs what is presented, in a shell of this machine, and pastes what it printed.
import {spawnSync} from 'node:child_process';
import type {Present, Sheet} from '../../source/engine/sheet.ts';

export const runInShell = (script: string, shell: readonly string[] = ['sh']): string => {
	const [program = 'sh', ...args] = shell;
	const {stdout, stderr} = spawnSync(program, args, {input: script, encoding: 'utf8', timeout: 60_000});
	return stdout + stderr;
};

export type Operator = {
	readonly present: Present;
	/** Every sheet that was shown. */
	readonly sheets: Sheet[];
};

/** `handle` is what happens to the text between the shell and the dialog. */
export const createOperator = (handle: (text: string, sheet: Sheet) => string = text => text): Operator => {
	const sheets: Sheet[] = [];
	return {
		sheets,
		present: async sheet => {
			sheets.push(sheet);
			return {pasted: handle(runInShell(sheet.script), sheet)};
		},
	};
};
