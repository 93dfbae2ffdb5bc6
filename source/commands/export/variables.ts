// Captured values as shell variables of captured.env.
import {variable} from '../../engine/script.ts';
import type {Needed, Source, Stand, Step} from './expand-book.ts';

const upper = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z\d]+/g, '_');

/** A value that only one host captures needs no host in its name. */
export const variableOf = ({name, from}: Needed, sources: ReadonlyMap<string, Source>): string => {
	const many = (sources.get(name)?.hosts.length ?? 0) > 1;
	return `KUBEWALK_${upper(name)}${many ? `_AT_${upper(from)}` : ''}`;
};

export const asVariable =
	(sources: ReadonlyMap<string, Source>): Stand =>
	needed =>
		variable(variableOf(needed, sources));

/** The names of captured values that any script of the book reads: nothing else has to be kept. */
export const wantedIn = (steps: readonly Step[]): ReadonlySet<string> =>
	new Set(
		steps
			.flatMap(({check, run, verify}) => [check, run, verify])
			.flatMap(part => part?.needs ?? [])
			.map(({name}) => name),
	);
