/** A time that reads the same for everybody: UTC, to the second. */
export const momentOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Such as 0.4 s, 12 s, 3 min 20 s. */
export const lengthOf = (milliseconds: number): string => {
	const seconds = milliseconds / 1000;
	if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};
