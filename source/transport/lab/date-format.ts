// strftime, the letters that scripts use. The lab's hosts live in UTC.
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

const two = (value: number): string => String(value).padStart(2, '0');

const letters: Readonly<Record<string, (at: Date) => string>> = {
	Y: at => String(at.getUTCFullYear()),
	y: at => two(at.getUTCFullYear() % 100),
	m: at => two(at.getUTCMonth() + 1),
	d: at => two(at.getUTCDate()),
	e: at => String(at.getUTCDate()).padStart(2),
	H: at => two(at.getUTCHours()),
	I: at => two(at.getUTCHours() % 12 || 12),
	M: at => two(at.getUTCMinutes()),
	S: at => two(at.getUTCSeconds()),
	N: at => `${String(at.getUTCMilliseconds()).padStart(3, '0')}000000`,
	s: at => String(Math.floor(at.getTime() / 1000)),
	j: at => String(Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
	u: at => String(at.getUTCDay() || 7),
	w: at => String(at.getUTCDay()),
	a: at => days[at.getUTCDay()]!.slice(0, 3),
	A: at => days[at.getUTCDay()]!,
	b: at => months[at.getUTCMonth()]!.slice(0, 3),
	h: at => months[at.getUTCMonth()]!.slice(0, 3),
	B: at => months[at.getUTCMonth()]!,
	p: at => (at.getUTCHours() < 12 ? 'AM' : 'PM'),
	Z: () => 'UTC',
	z: () => '+0000',
	F: at => at.toISOString().slice(0, 10),
	T: at => at.toISOString().slice(11, 19),
	R: at => at.toISOString().slice(11, 16),
	D: at => `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${two(at.getUTCFullYear() % 100)}`,
	n: () => '\n',
	t: () => '\t',
	'%': () => '%',
};

/** `%3N` are the first three digits; `%-d` has no padding; `%:z` is +00:00. */
export const formatDate = (format: string, milliseconds: number): string => {
	const at = new Date(milliseconds);
	return format.replaceAll(
		/%(:?)([-_0]?)(\d*)([a-zA-Z%])/g,
		(whole, colon: string, padding: string, width: string, letter: string) => {
			if (colon === ':') return letter === 'z' ? '+00:00' : whole;
			const text = letters[letter]?.(at);
			if (text === undefined) return whole;
			if (letter === 'N' && width !== '') return text.slice(0, Number(width));
			if (padding === '-') return text.replace(/^[0 ](?=.)/, '');
			return padding === '_' ? text.replace(/^0(?=.)/, ' ') : text;
		},
	);
};
