import {closeSync, existsSync, openSync, readFileSync, readSync} from 'node:fs';
import {listSessions, type About} from '../session/sessions.ts';
import {CannotKeep} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import type {Lab, LabOptions} from '../transport/lab/lab.ts';
import {isOfThisVersion} from '../transport/lab/save.ts';
import {home} from './state-home.ts';

/** Simulated hosts as they were kept in a file; left out: fresh ones. Throws CannotKeep when the file cannot be read. */
export const savedLab = async (options: LabOptions, path: string | undefined, language: Language): Promise<Lab> => {
	const {createLab} = await import('../transport/lab/lab.ts');
	if (path === undefined) return createLab(options);
	try {
		return createLab({...options, saved: readFileSync(path, 'utf8')});
	} catch {
		// Written by another version, or not to the end by another program: there is nothing to be saved of it.
		throw new CannotKeep(textsOf(language).lab.unreadable(path));
	}
};

/** Nobody asked for these hosts by name: where they cannot be read, fresh ones do as well, and `notice` says so. */
export const savedLabOrFresh = async (
	options: LabOptions,
	path: string,
	language: Language,
): Promise<{readonly lab: Lab; readonly notice?: string}> => {
	try {
		return {lab: await savedLab(options, path, language)};
	} catch (error) {
		if (!(error instanceof CannotKeep)) throw error;
		return {lab: await savedLab(options, undefined, language), notice: textsOf(language).lab.fresh};
	}
};

/** True when another version of kubewalk wrote it. Reads its beginning only: a lab is some megabytes. */
export const isOfOtherVersion = (path: string): boolean => {
	const beginning = Buffer.alloc(32);
	const file = openSync(path, 'r');
	try {
		readSync(file, beginning);
		return !isOfThisVersion(beginning.toString('latin1'));
	} finally {
		closeSync(file);
	}
};

/** The simulated hosts of the last session with the same lab and plan. */
export const hostsOfLast = ({lab, planText}: About, fresh: true | undefined): {readonly labFrom?: string} => {
	if (fresh) return {};
	const last = listSessions(home()).find(
		({about, files}) => about.lab === lab && about.planText === planText && existsSync(files.lab),
	);
	return last ? {labFrom: last.files.lab} : {};
};
