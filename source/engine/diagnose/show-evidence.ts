// Evidence as a person reads it: the command, and the few lines of what it printed that say it.
import type {Bundle} from './bundle.ts';
import type {Hit} from './match.ts';

export type Shown = {readonly host: string; readonly command: string; readonly lines: readonly string[]};

const mostLines = 3;
const mostPieces = 4;

/** Lines that say the same, but for times and numbers. */
const shapeOf = (line: string): string => line.replace(/\d+/g, '0');

/** The newest of each kind; in place of a line that is missing, the end of what was answered. */
const linesOf = (texts: readonly string[], at: readonly number[]): readonly string[] => {
	if (at.length === 0) return texts.filter(line => line.trim() !== '').slice(-mostLines);
	const shapes = new Map(at.toSorted((one, other) => one - other).map(line => [shapeOf(texts[line]!), line]));
	return [...shapes.values()]
		.slice(-mostLines)
		.toSorted((one, other) => one - other)
		.map(line => texts[line]!.trimEnd());
};

export const showEvidence = (bundle: Bundle, hits: readonly Hit[]): readonly Shown[] => {
	const places = new Map<number, Set<number>>();
	for (const {proofs} of hits)
		for (const {passage, lines} of proofs.slice(0, mostPieces)) {
			const before = places.get(passage) ?? new Set<number>();
			for (const line of lines) before.add(line);
			places.set(passage, before);
		}
	return [...places].slice(0, mostPieces).map(([passage, at]) => {
		const {host, command, lines} = bundle[passage]!;
		return {host, command, lines: linesOf(lines, [...at])};
	});
};
