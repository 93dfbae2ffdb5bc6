import type {Mask} from './declare.ts';
import {createMasking} from './mask.ts';

/** Masks secrets in whole lines that come one after another; a block that has begun in one text goes on in the next. */
export type Redaction = (lines: string) => string;

export type Redactor = {
	/** From now on this value is masked wherever it appears. Values under 6 characters would mask ordinary words and are ignored. */
	readonly learn: (name: string, value: string) => void;
	/** A text by itself. */
	readonly redact: Redaction;
	/** A stream of its own. */
	readonly stream: () => Redaction;
	/** Only the values that are known, each by its name. */
	readonly name: (text: string) => string;
};

const shortest = 6;
/** Of a value with several lines each line is a secret, unless it could be an ordinary one. */
const shortestLine = 16;

/** Masks secrets in everything that leaves the engine: the values it knows by name, and what matches a book's masks. */
export const createRedactor = (masks: readonly Mask[] = []): Redactor => {
	let known: readonly (readonly [value: string, name: string])[] = [];
	const name = (text: string): string =>
		known.reduce((rest, [value, name]) => rest.replaceAll(value, `<${name}>`), text);
	const stream = (): Redaction => {
		const mask = createMasking(masks, () => '<secret>');
		return text => mask(name(text));
	};
	return {
		learn: (name, value) => {
			const lines = value.includes('\n') ? value.split('\n').filter(line => line.length >= shortestLine) : [];
			const values = [value, ...lines].filter(one => one.length >= shortest);
			const rest = known.filter(([one]) => !values.includes(one));
			// The longest first: a join line contains its token.
			known = [...rest, ...values.map(one => [one, name] as const)].toSorted(
				([one], [other]) => other.length - one.length,
			);
		},
		redact: text => stream()(text),
		stream,
		name,
	};
};
