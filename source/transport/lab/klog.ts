/** A line as klog writes it: level, date, time to the microsecond, the process, and where in the source it was written. */
export const klogLine = (level: string, milliseconds: number, pid: number, where: string, text: string): string => {
	// A clock that was set, or that drifts, has fractions of a millisecond.
	const at = new Date(milliseconds).toISOString();
	const microseconds = String((Math.floor(milliseconds) * 7) % 1000).padStart(3, '0');
	return `${level}${at.slice(5, 7)}${at.slice(8, 10)} ${at.slice(11, 23)}${microseconds} ${String(pid).padStart(7)} ${where}] ${text}`;
};
