// Arguments as the C library's getopt reads them: flags may stand together, values may be glued on, order does not matter.

export type Options = {
	readonly flags: ReadonlySet<string>;
	readonly values: ReadonlyMap<string, string>;
	/** Every value of an option that may be given more than once. */
	readonly all: (name: string) => readonly string[];
	readonly words: readonly string[];
	/** The first option that nobody knows. */
	readonly unknown?: string;
};

/** `withValue` lists options that take a value, with their dashes; everything else that is known is a flag. */
export const readOptions = (
	args: readonly string[],
	withValue: readonly string[] = [],
	known?: readonly string[],
): Options => {
	const flags = new Set<string>();
	const values = new Map<string, string>();
	const every: [string, string][] = [];
	const words: string[] = [];
	let unknown: string | undefined;
	const take = (name: string, value: string): void => {
		values.set(name, value);
		every.push([name, value]);
	};
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		if (arg === '--') {
			words.push(...args.slice(index + 1));
			break;
		}
		if (arg.startsWith('--')) {
			const at = arg.indexOf('=');
			const name = at === -1 ? arg : arg.slice(0, at);
			if (at !== -1) take(name, arg.slice(at + 1));
			else if (withValue.includes(name)) take(name, args[++index] ?? '');
			else flags.add(name);
			if (known && !known.includes(name) && !withValue.includes(name)) unknown ??= name;
		} else if (arg.startsWith('-') && arg.length > 1) {
			for (let letter = 1; letter < arg.length; letter++) {
				const name = `-${arg[letter]}`;
				if (known && !known.includes(name) && !withValue.includes(name)) unknown ??= name;
				if (withValue.includes(name)) {
					take(name, arg.slice(letter + 1) || (args[++index] ?? ''));
					break;
				}
				flags.add(name);
			}
		} else words.push(arg);
	}
	return {
		flags,
		values,
		all: name => every.filter(([other]) => other === name).map(([, value]) => value),
		words,
		...(unknown !== undefined && {unknown}),
	};
};
