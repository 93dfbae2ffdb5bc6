// Moments as people write them for date, journalctl and chage: the forms that scripts use.

const units: Readonly<Record<string, number>> = {
	s: 1,
	sec: 1,
	second: 1,
	seconds: 1,
	min: 60,
	minute: 60,
	minutes: 60,
	m: 60,
	h: 3600,
	hour: 3600,
	hours: 3600,
	day: 86_400,
	days: 86_400,
	d: 86_400,
	week: 604_800,
	weeks: 604_800,
};

const relative = /([+-]?)\s*(\d+)\s*([a-z]+)(\s+ago)?/g;

/** Milliseconds since 1970; NaN when nobody could understand it. */
export const parseDate = (given: string, now: number, booted = now): number => {
	const text = given.trim();
	if (text === '' || text === 'now') return now;
	if (text === 'boot') return booted;
	const midnight = Math.floor(now / 86_400_000) * 86_400_000;
	if (text === 'today') return midnight;
	if (text === 'yesterday') return midnight - 86_400_000;
	if (text === 'tomorrow') return midnight + 86_400_000;
	if (/^@\d+(\.\d+)?$/.test(text)) return Number(text.slice(1)) * 1000;
	const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
	if (clock) return midnight + ((Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? 0)) * 1000;
	const offset = [...text.matchAll(relative)];
	if (
		offset.length > 0 &&
		text.replaceAll(relative, '').trim() === '' &&
		offset.every(match => units[match[3]!] !== undefined)
	)
		return offset.reduce((at, [, sign, count, unit, back]) => {
			const length = Number(count) * units[unit!]! * 1000;
			return at + (sign === '-' || back ? -length : length);
		}, now);
	const iso = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/.exec(
		text,
	);
	if (iso) {
		const zone =
			iso[3] === undefined || /^(Z|UTC|GMT)$/.test(iso[3]) ? 'Z' : iso[3].replace(/^(...)(\d\d)$/, '$1:$2');
		return Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${zone}`);
	}
	// `Mon, 23 Nov 2026 09:28:39 GMT` and `Nov 23 09:28:39 2026 GMT`, as servers and certificates say it.
	const named =
		/^(?:[A-Z][a-z]{2},?\s+)?(?:(\d{1,2})\s+([A-Z][a-z]{2})|([A-Z][a-z]{2})\s+(\d{1,2}))(?:\s+(\d{4}))?(?:\s+(\d{2}:\d{2}:\d{2}))?(?:\s+(GMT|UTC|\+0000))?(?:\s+(\d{4}))?(?:\s+(?:GMT|UTC))?$/.exec(
			text,
		);
	if (named) {
		const year = named[5] ?? named[8] ?? new Date(now).getUTCFullYear();
		return Date.parse(`${named[1] ?? named[4]} ${named[2] ?? named[3]} ${year} ${named[6] ?? '00:00:00'} UTC`);
	}
	return Number.NaN;
};
