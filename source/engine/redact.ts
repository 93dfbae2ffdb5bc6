export type Redactor = {
	/** From now on this value is masked wherever it appears. Values under 6 characters would mask ordinary words and are ignored. */
	readonly learn: (name: string, value: string) => void;
	readonly redact: (text: string) => string;
};

/** Masks secrets in everything that leaves the engine: the values it knows by name, and what matches a book's masks. */
export const createRedactor = (masks: readonly RegExp[] = []): Redactor => {
	const known = new Map<string, string>();
	return {
		learn: (name, value) => {
			if (value.length >= 6) known.set(value, name);
		},
		redact: text => {
			// The longest first: a join line contains its token.
			const values = [...known].toSorted(([one], [other]) => other.length - one.length);
			const named = values.reduce((rest, [value, name]) => rest.replaceAll(value, `<${name}>`), text);
			return masks.reduce((rest, mask) => rest.replace(mask, '<secret>'), named);
		},
	};
};
