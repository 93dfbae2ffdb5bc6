// How kubectl says how long ago something was.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const pair = (large: number, unit: string, small: number, smaller: string): string =>
	small === 0 ? `${large}${unit}` : `${large}${unit}${small}${smaller}`;

/** The steps of apimachinery's HumanDuration: two units only while the first is small. */
export const duration = (milliseconds: number): string => {
	if (milliseconds < -second) return '<invalid>';
	if (milliseconds < 0) return '0s';
	const seconds = Math.floor(milliseconds / second);
	if (seconds < 120) return `${seconds}s`;
	const minutes = Math.floor(milliseconds / minute);
	if (minutes < 10) return pair(minutes, 'm', seconds % 60, 's');
	if (minutes < 180) return `${minutes}m`;
	const hours = Math.floor(milliseconds / hour);
	if (hours < 8) return pair(hours, 'h', minutes % 60, 'm');
	if (hours < 48) return `${hours}h`;
	const days = Math.floor(milliseconds / day);
	if (hours < 192) return pair(days, 'd', hours % 24, 'h');
	if (days < 365 * 2) return `${days}d`;
	if (days < 365 * 8) return pair(Math.floor(days / 365), 'y', days % 365, 'd');
	return `${Math.floor(days / 365)}y`;
};

export const age = (now: number, stamp: string | undefined): string =>
	stamp === undefined ? '<unknown>' : duration(now - Date.parse(stamp));
