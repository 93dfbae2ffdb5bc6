// Columns as Go's tabwriter sets them: the last cell of a line stands as it is, the others are padded.

export type Table = {readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]};

type Rows = readonly (readonly string[])[];

/** `describe` pads with two spaces and has no least width. */
export const columns = (rows: Rows, gap = 2, least = 0): string => {
	const widths: number[] = [];
	for (const row of rows)
		for (const [index, cell] of row.slice(0, -1).entries())
			widths[index] = Math.max(widths[index] ?? least, cell.length + gap);
	const line = (row: readonly string[]): string =>
		row.map((cell, index) => (index < row.length - 1 ? cell.padEnd(widths[index]!) : cell)).join('');
	return rows.map(row => `${line(row)}\n`).join('');
};

/** `get` pads with three, and no column is narrower than six. */
export const printTable = ({head, rows}: Table, withHead = true): string =>
	columns(withHead ? [head, ...rows] : rows, 3, 6);
