/** The middle of some figures; of an even number of them the upper one. */
export const median = (figures: readonly number[]): number =>
	figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;

/** The figure that so many per cent of them do not exceed. */
export const percentile = (figures: readonly number[], per: number): number =>
	figures.toSorted((one, other) => one - other)[Math.ceil((figures.length * per) / 100) - 1] ?? Number.NaN;
