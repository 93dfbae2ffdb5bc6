// Moments as Linux programs print them. The lab's hosts live in UTC.
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

const timeOf = (at: Date): string => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;

/** `Nov 23 09:38:35`, the journal's way. */
export const shortDate = (milliseconds: number): string => {
	const at = new Date(milliseconds);
	return `${months[at.getUTCMonth()]} ${two(at.getUTCDate())} ${timeOf(at)}`;
};

/** `Mon 2026-11-23 09:28:39 UTC`, systemd's way. */
export const longDate = (milliseconds: number): string => {
	const at = new Date(milliseconds);
	return `${days[at.getUTCDay()]} ${at.toISOString().slice(0, 10)} ${timeOf(at)} UTC`;
};

/** `Mon Nov 23 09:28:39 UTC 2026`, date's way in the C locale. */
export const dateDate = (milliseconds: number): string => {
	const at = new Date(milliseconds);
	return `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${timeOf(at)} UTC ${at.getUTCFullYear()}`;
};

const pieces: readonly (readonly [unit: string, seconds: number])[] = [
	['day', 86_400],
	['h', 3600],
	['min', 60],
	['s', 1],
];

/** `3min 12s ago`: the two largest units, as systemd says it. */
export const ago = (milliseconds: number): string => {
	if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))}ms ago`;
	let rest = Math.floor(milliseconds / 1000);
	const said: string[] = [];
	for (const [unit, seconds] of pieces) {
		const count = Math.floor(rest / seconds);
		rest -= count * seconds;
		if (count > 0) said.push(unit === 'day' ? `${count} day${count === 1 ? '' : 's'}` : `${count}${unit}`);
	}
	return `${said.slice(0, 2).join(' ')} ago`;
};
