// What is to be run by hand, as files for operators who carry them to a host: theirs alone, and gone once answered.
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Present, Sheet} from '../engine/sheet.ts';
import {writeFile} from '../session/write-file.ts';

export type WriteSheet = (sheet: Sheet) => string;

/** Shows sheets to a person; `write` puts one into a file and gives its path. */
export type Presenter = (write: WriteSheet) => Present;

const fileOf = (directory: string, {host, tag}: Sheet): string => join(directory, `${host.name}-${tag}.sh`);

/** None may outlive the session that shows them: they may hold tokens. */
export const clearSheets = (directory: string): void => rmSync(directory, {recursive: true, force: true});

/** A presenter whose files lie in a directory of the session; an answered sheet's file is removed, and those of a process that was killed. */
export const presentWithFiles = (presenter: Presenter, directory: string): Present => {
	clearSheets(directory);
	const present = presenter(sheet => {
		const path = fileOf(directory, sheet);
		writeFile('command', path, sheet.script);
		return path;
	});
	return async (sheet, signal) => {
		try {
			return await present(sheet, signal);
		} finally {
			rmSync(fileOf(directory, sheet), {force: true});
		}
	};
};
