/** Ink steps over each row that stays as it is with a sequence of its own, which is most of what a clock's tick would send. */
// oxlint-disable-next-line no-control-regex -- Ink's own sequence is what is looked for
const steps = /(?:\u001B\[E){2,}/g;
const step = '\u001B[E';

// oxlint-disable-next-line no-control-regex -- the terminal's own sequences are what is looked for
const looks = /(?:\u001B\[[\d;]*m){2,}/g;

/** What a code is about, as far as the last one of its kind counts and not those before it. */
const kindOf = (code: string): string => {
	const number = Number(code);
	if ((number >= 30 && number <= 39) || (number >= 90 && number <= 97)) return 'colour';
	if ((number >= 40 && number <= 49) || (number >= 100 && number <= 107)) return 'ground';
	return {7: 'inverse', 27: 'inverse', 4: 'underline', 24: 'underline'}[number] ?? code;
};

/** Looks that follow each other without a letter between them come down to the last of each kind. */
const lastLooks = (found: string): string => {
	const codes = found.slice(2, -1).split('m\u001B[');
	// Colours of more than one number are left alone: none of the themes has one.
	if (codes.some(code => !/^\d+$/.test(code))) return found;
	const fromReset = codes.slice(Math.max(0, codes.lastIndexOf('0')));
	const kept = new Map<string, string>();
	for (const code of fromReset) {
		// Bold and dim add up, and one code ends both.
		if (code === '22') ['1', '2'].forEach(one => kept.delete(one));
		const kind = kindOf(code);
		kept.delete(kind);
		kept.set(kind, code);
	}
	return `\u001B[${[...kept.values()].join(';')}m`;
};

/** The same movements and looks in fewer bytes: a serial line carries 960 in a second. */
export const terse = (frame: string): string =>
	frame.replace(steps, found => `\u001B[${found.length / step.length}E`).replace(looks, lastLooks);

/** The same stream, to which frames are written tersely. */
export const terseStream = (stdout: NodeJS.WriteStream): NodeJS.WriteStream => {
	const write = (chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean =>
		stdout.write(typeof chunk === 'string' ? terse(chunk) : chunk, done);
	return new Proxy(stdout, {
		get: (target, name) => {
			if (name === 'write') return write;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
};
