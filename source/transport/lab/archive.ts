// What the lab's outside offers in the place of a real file: its content, and the checksum that the real one has.
import {createHash} from 'node:crypto';

export type Archive = {readonly sha256: string; readonly files: Readonly<Record<string, string>>};

const mark = 'kubewalk lab archive\n';

export const archiveText = (archive: Archive): string => `${mark}${JSON.stringify(archive)}\n`;

/** Undefined: it is something else. */
export const archiveOf = (text: string | undefined): Archive | undefined =>
	text?.startsWith(mark) ? (JSON.parse(text.slice(mark.length)) as Archive) : undefined;

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A manifest: its first line says which real file it stands for. A copy that somebody has changed stands for nothing. */
export const publishedText = (sha256: string, text: string): string =>
	`# kubewalk lab file ${sha256} ${sum(text)}\n${text}`;

/** The checksum of the real file. Undefined: it stands for none. */
export const publishedSum = (text: string | undefined): string | undefined => {
	const [, sha256, own, rest = ''] = /^# kubewalk lab file (\w+) (\w+)\n(.*)$/s.exec(text ?? '') ?? [];
	return sum(rest) === own ? sha256 : undefined;
};
