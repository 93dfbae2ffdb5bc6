// Text from hosts and files, made safe for a cell grid: what would move the cursor or hide letters becomes visible.

/** A tab is drawn as spaces: how wide a terminal draws it depends on where it stands. */
const tab = '    ';

// Control characters, and the marks that turn reading direction around (text that reads as something else than it is).
// oxlint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

export const plain = (line: string): string => line.replaceAll('\t', tab).replace(unsafe, '�');

export const plainLines = (text: string): readonly string[] => text.replace(/\n$/, '').split(/\r?\n/).map(plain);
