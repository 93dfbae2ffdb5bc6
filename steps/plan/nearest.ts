/** How many letters must be added, dropped, changed or swapped with their neighbour to make one word of the other. */
const distance = (one: string, other: string): number => {
	const rows = [Array.from({length: other.length + 1}, (_, index) => index)];
	for (let i = 1; i <= one.length; i += 1) {
		const [above, row] = [rows[i - 1]!, [i]];
		for (let j = 1; j <= other.length; j += 1) {
			const same = one[i - 1] === other[j - 1];
			const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			const steps = [above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1)];
			row.push(Math.min(...steps, ...(swapped ? [rows[i - 2]![j - 2]! + 1] : [])));
		}
		rows.push(row);
	}
	return rows[one.length]![other.length]!;
};

const bare = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');

/** The word that was probably meant; undefined when none is near. Case, `-` and `_` do not count. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
	const [best] = words
		.map(candidate => ({candidate, away: distance(bare(word), bare(candidate))}))
		.toSorted((one, other) => one.away - other.away);
	return best && best.away <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
};
