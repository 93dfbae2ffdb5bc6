import {readFileSync} from 'node:fs';
import {CannotKeep} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import type {Lab, LabOptions} from '../transport/lab/lab.ts';

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
