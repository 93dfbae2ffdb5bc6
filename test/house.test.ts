// The rules of the house that no compiler knows: who may import whom, where words stay, and that every file has its test.
import {existsSync, globSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {expect, test} from 'vitest';

const files = globSync(['source/**/*.{ts,tsx}', 'steps/**/*.ts']).toSorted();
const read = (file: string): string => readFileSync(file, 'utf8');

/** A room is the longest prefix that a file's path has. */
const mayImport: Record<string, readonly string[]> = {
	'source/engine/': ['source/engine/'],
	'source/transport/lab/': ['source/engine/', 'source/transport/', 'zx', 'just-bash', 'yaml', 'node:'],
	'source/transport/': ['source/engine/', 'source/transport/', 'zx', 'node:'],
	'source/session/': ['source/engine/', 'source/session/', 'source/texts/', 'conf', 'node:'],
	'source/ui/': ['source/engine/', 'source/ui/', 'source/texts/', 'ink', 'react', 'fuzzysort', 'string-width'],
	'source/headless.ts': ['source/engine/', 'source/texts/', 'listr2'],
	'source/texts/': ['source/texts/'],
	'steps/': ['steps/', 'source/engine/declare.ts', 'source/engine/script.ts', 'zod'],
};

const roomOf = (file: string): string | undefined =>
	Object.keys(mayImport)
		.filter(room => file.startsWith(room))
		.toSorted((one, other) => other.length - one.length)[0];

const importsOf = (file: string): readonly string[] =>
	[...read(file).matchAll(/(?:from|import)\s*\(?\s*'([\w@./:-]+)'/g)].map(([, target]) =>
		target!.startsWith('.') ? normalize(join(dirname(file), target!)) : target!,
	);

const isAllowed = (target: string, allowed: readonly string[]): boolean =>
	allowed.some(name =>
		/[/:]$|\.ts$/.test(name) ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
	);

test('Every room imports only what the table allows', () => {
	const trespasses = files.flatMap(file => {
		const room = roomOf(file);
		if (!room) return [];
		return importsOf(file)
			.filter(target => !isAllowed(target, mayImport[room]!))
			.map(target => `${file} imports ${target}`);
	});

	expect(trespasses).toEqual([]);
});

test('Words that must not leave their room stay there', () => {
	const rules: readonly {readonly word: RegExp; readonly banned: (file: string) => boolean}[] = [
		{word: /kube/i, banned: file => file.startsWith('source/engine/')},
		{word: /\buseInput\b/, banned: file => file.startsWith('source/ui/') && !file.endsWith('/use-keys.ts')},
		{
			word: /\bset(?:Timeout|Interval)\(/,
			banned: file =>
				file !== 'source/engine/clock.ts' && !/^source\/(?:transport\/(?!lab)|cli|commands|session)/.test(file),
		},
		{word: /\bprocess\./, banned: file => !/^source\/(?:bin|restart|cli|commands|transport|session)/.test(file)},
		{word: /\binterface \w+ \{|\benum \w+ \{|export default/, banned: () => true},
	];
	const strays = files.flatMap(file =>
		rules
			.filter(({word, banned}) => banned(file) && word.test(read(file).replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')))
			.map(({word}) => `${file} holds ${word.source}`),
	);

	expect(strays).toEqual([]);
});

/** Nothing but types, or a list of what other files declare: there is no behaviour to test. */
const hasBehaviour = (file: string): boolean => {
	const code = read(file).replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
	return /=>|\bfunction\b/.test(code.replace(/export type [\s\S]*?;\n(?=\n|$|export|const|import)/g, ''));
};

/** Where a file's tests may be. In the lab a folder is one program in many parts: its test may stand for all of them. */
const mirrorsOf = (file: string): readonly string[] => {
	const own = (file.startsWith('source/') ? file.replace('source/', 'test/') : `test/${file}`).replace(/\.tsx?$/, '');
	// What is declared there is proven by the texts it is found in.
	if (own.startsWith('test/steps/findings/')) return [own, 'test/corpus'];
	if (!own.startsWith('test/transport/lab/')) return [own];
	const folders = own
		.split('/')
		.slice(3, -1)
		.map((_, index, parts) => `test/transport/lab/${parts.slice(0, index + 1).join('/')}`);
	return [own, ...folders];
};

test('Every file with behaviour has its mirror among the tests', () => {
	const alone = files
		.filter(hasBehaviour)
		.filter(file => !mirrorsOf(file).some(name => existsSync(`${name}.test.ts`) || existsSync(`${name}.test.tsx`)));

	expect(alone).toEqual([]);
});

test('A file name is its one idea, not a drawer', () => {
	expect(files.filter(file => /\/(?:utils?|helpers?|common|managers?)\b/.test(file))).toEqual([]);
});
