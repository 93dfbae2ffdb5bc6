// An archive that the lab's outside offers: its files, and the checksum that the real one has.
export type Archive = {readonly sha256: string; readonly files: Readonly<Record<string, string>>};

const mark = 'kubewalk lab archive\n';

export const archiveText = (archive: Archive): string => `${mark}${JSON.stringify(archive)}\n`;

/** Undefined: it is something else. */
export const archiveOf = (text: string | undefined): Archive | undefined =>
	text?.startsWith(mark) ? (JSON.parse(text.slice(mark.length)) as Archive) : undefined;
