import {constants, copyFileSync, linkSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import type {Texts} from '../texts/texts.ts';

const place = (draft: string, file: string): void => {
	try {
		linkSync(draft, file);
	} catch (error) {
		// Shared folders and FAT know no links.
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
		copyFileSync(draft, file, constants.COPYFILE_EXCL);
	}
};

/**
 * Writes a plan whole or not at all, never over another file unless told to. Gives a sentence when it could not.
 * The link of a finished file is what tells "there already" from "not there" without a moment in between.
 */
export const writePlan = (file: string, text: string, force: boolean, {newPlan: words}: Texts): string | undefined => {
	const draft = `${file}.${process.pid}.tmp`;
	try {
		writeFileSync(draft, text, {flag: 'wx'});
		if (force) renameSync(draft, file);
		else place(draft, file);
		return undefined;
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		return code === 'EEXIST' ? words.exists(file) : words.unwritable(file, code ?? String(error));
	} finally {
		rmSync(draft, {force: true});
	}
};
