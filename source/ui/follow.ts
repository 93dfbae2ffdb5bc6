// Output that grows, in a pane: a line that comes stands where it came, and when the pane is full most of it makes room at
// once. Nothing moves under the eyes with each line, and a serial line is not sent the whole pane for each.

/** What is shown of so many lines: those from `start` on. */
export type Followed = {readonly start: number; readonly count: number};

/** How much of the pane stays when it makes room. */
const kept = 1 / 4;

/** The first of the last lines that together take no more than so many rows; one line at least. */
const lastWithin = (rows: readonly number[], room: number): number => {
	let start = rows.length;
	for (let left = room; start > 0; start -= 1) {
		left -= rows[start - 1]!;
		if (left < 0) break;
	}
	return Math.min(start, Math.max(0, rows.length - 1));
};

/** `rows` is how many rows each of the last lines takes, as many lines as the pane has rows. */
export const follow = (
	before: Followed | undefined,
	count: number,
	rows: readonly number[],
	height: number,
): Followed => {
	const first = count - rows.length;
	const full = first + lastWithin(rows, height);
	// With fewer lines than before it is another attempt's output.
	const known = before && before.count <= count ? before : undefined;
	if (known && known.start >= full) return {start: known.start, count};
	const came = count - (known?.count ?? 0);
	// What comes faster than it can be read fills the pane.
	const isMuch = came >= (count - full) / 2;
	return {start: isMuch ? full : first + lastWithin(rows, Math.floor(height * kept)), count};
};
