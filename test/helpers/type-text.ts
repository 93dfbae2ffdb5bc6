// The text of a type and of every type below a folder that it names: what it is made of, however it is written.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** By name. A type ends where the next line begins at the margin with something else than its closing bracket. */
const typesIn = (text: string): readonly (readonly [string, string])[] =>
	[...withoutComments(text).matchAll(/^(?:export )?type (\w+)[^=\n]*=([\s\S]*?;)\n(?!\s*\t)/gm)].map(
		([, name, body]) => [name!, body!.replace(/\s+/g, ' ')] as const,
	);

const importsIn = (text: string): readonly (readonly [string, string])[] =>
	[...text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']*)'/gm)].flatMap(([, names, from]) =>
		names!.split(',').map(name => [name.trim().replace(/^type /, ''), from!] as const),
	);

/** One line for each type, in the order in which they are met; no type twice. */
export const typeText = (folder: string, file: string, name: string, met = new Set<string>()): readonly string[] => {
	const text = readFileSync(join(folder, file), 'utf8');
	const body = typesIn(text).find(([known]) => known === name)?.[1];
	if (body === undefined) {
		const from = importsIn(text).find(([known]) => known === name)?.[1];
		return from === undefined ? [] : typeText(folder, join(file, '..', from), name, met);
	}
	if (met.has(`${file} ${name}`)) return [];
	met.add(`${file} ${name}`);
	const named = [...new Set(body.match(/\b[A-Z]\w+/g))];
	return [`${name} = ${body}`, ...named.flatMap(other => typeText(folder, file, other, met))];
};
