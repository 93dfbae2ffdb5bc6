// Command lines of Go programs: `--name value`, `--name=value`, and switches that take no value.
export type Arguments = {
	readonly words: readonly string[];
	readonly flags: ReadonlyMap<string, string>;
	/** The first flag that the program does not know. */
	readonly unknown?: string;
	readonly missing?: string;
};

const short: Readonly<Record<string, string>> = {f: 'force', o: 'output', h: 'help', v: 'v', w: 'write-out'};

/** `-af` is `-a -f` when both are switches. */
const apart = (arg: string, switches: readonly string[]): readonly string[] => {
	const letters = /^-([a-z]{2,})$/i.exec(arg)?.[1];
	if (letters === undefined || switches.includes(letters)) return [arg];
	const single = letters.split('');
	return single.every(letter => switches.includes(short[letter] ?? letter))
		? single.map(letter => `-${letter}`)
		: [arg];
};

export const readArguments = (
	args: readonly string[],
	switches: readonly string[],
	valued: readonly string[],
): Arguments => {
	const words: string[] = [];
	const flags = new Map<string, string>();
	const all = args.flatMap(arg => apart(arg, switches));
	for (let index = 0; index < all.length; index++) {
		const arg = all[index]!;
		if (!arg.startsWith('-') || arg === '-') {
			words.push(arg);
			continue;
		}
		const [, dashes = '', raw = '', given] = /^(--?)([\w-]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
		const name = dashes === '-' ? (short[raw] ?? raw) : raw;
		if (switches.includes(name)) flags.set(name, given ?? 'true');
		else if (valued.includes(name)) {
			const value = given ?? all[++index];
			if (value === undefined) return {words, flags, missing: arg};
			const before = flags.get(name);
			// Lists may be given by repeating the flag.
			flags.set(
				name,
				before !== undefined && /hash|ignore|skip|sans|set/.test(name) ? `${before},${value}` : value,
			);
		} else return {words, flags, unknown: arg.replace(/=.*/s, '')};
	}
	return {words, flags};
};

export const isOn = (flags: ReadonlyMap<string, string>, name: string): boolean =>
	(flags.get(name) ?? 'false') !== 'false';

/** `24h0m0s`, `2h`, `90s`, `0`. */
export const duration = (text: string): number | undefined => {
	if (text === '0') return 0;
	const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|m(?!s)|s|ms)/g)];
	if (parts.length === 0 || parts.map(part => part[0]).join('') !== text) return undefined;
	const unit = {h: 3_600_000, m: 60_000, s: 1000, ms: 1} as Record<string, number>;
	return parts.reduce((sum, [, amount, name]) => sum + Number(amount) * unit[name!]!, 0);
};
