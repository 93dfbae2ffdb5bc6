// Passwords for sudo, in memory and for one session: which host took which, and which host is not to be tried with what.

/** Failed attempts on one host before it is left alone: pam_faillock locks an account after three. */
const mostFailures = 3;
/** One attempt is left for the person, who may know better than what was right elsewhere. */
const mostGuesses = mostFailures - 1;

export type Passwords = {
	/** What to try on a host, best first: what was typed for it, then what another host took. */
	readonly candidates: (host: string) => readonly string[];
	readonly took: (host: string, password: string) => void;
	readonly refused: (host: string, password: string) => void;
	/** How many were refused there. */
	readonly failures: (host: string) => number;
	/** Typed by the person for this host. */
	readonly give: (host: string, password: string) => void;
	/** Whether the person may be asked once more; the same wrong password twice is asked for, and not tried, twice. */
	readonly mayAsk: (host: string) => boolean;
};

export const createPasswords = (): Passwords => {
	const given = new Map<string, string>();
	const good = new Set<string>();
	const bad = new Map<string, Set<string>>();
	const asked = new Map<string, number>();
	const badOn = (host: string): Set<string> => {
		const known = bad.get(host) ?? new Set<string>();
		bad.set(host, known);
		return known;
	};
	return {
		candidates: host => {
			const typed = given.get(host);
			const guesses = [...good].filter(password => password !== typed);
			const refusals = badOn(host);
			const room = Math.max(0, mostGuesses - refusals.size);
			return [
				...(typed === undefined || refusals.has(typed) ? [] : [typed]),
				...guesses.filter(password => !refusals.has(password)).slice(0, room),
			];
		},
		took: (host, password) => {
			given.set(host, password);
			good.add(password);
		},
		refused: (host, password) => void badOn(host).add(password),
		failures: host => badOn(host).size,
		give: (host, password) => {
			given.set(host, password);
			asked.set(host, (asked.get(host) ?? 0) + 1);
		},
		mayAsk: host => badOn(host).size < mostFailures && (asked.get(host) ?? 0) < mostFailures,
	};
};
