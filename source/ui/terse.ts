/** Ink steps over each row that stays as it is with a sequence of its own, which is most of what a clock's tick would send. */
// oxlint-disable-next-line no-control-regex -- Ink's own sequence is what is looked for
const steps = /(?:\u001B\[E){2,}/g;
const step = '\u001B[E';

/** The same movements in fewer bytes: a serial line carries 960 in a second. */
export const terse = (frame: string): string => frame.replace(steps, found => `\u001B[${found.length / step.length}E`);

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
