import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {bashLines} from '../../source/ui/bash.ts';

const kindsOf = (script: string, values: readonly string[] = []) =>
	bashLines(script, values).map(line =>
		line.filter(({kind}) => kind !== 'plain').map(({text, kind}) => [kind, text]),
	);

test('Quoted text, comments, variables and here-documents are told apart', () => {
	expect(kindsOf(`echo 'a # b' "c $d \${e%/}" # f`)).toEqual([
		[
			['string', "'a # b'"],
			['string', '"c '],
			['variable', '$d'],
			['string', ' '],
			['variable', '${e%/}'],
			['string', '"'],
			['comment', '# f'],
		],
	]);
	expect(kindsOf("cat > x <<'EOF'\nit's $not\nEOF\necho $1")).toEqual([
		[],
		[['document', "it's $not"]],
		[['document', 'EOF']],
		[['variable', '$1']],
	]);
	expect(kindsOf('a=${#b}; c#d; x "$(y "z" )" w')).toEqual([
		[
			['variable', '${#b}'],
			['string', '"'],
			['string', '"z"'],
			['string', '"'],
		],
	]);
	expect(kindsOf('cat <<-E <<<x\n\tbody\n\tE\nend')).toEqual([
		[],
		[['document', '\tbody']],
		[['document', '\tE']],
		[],
	]);
});

test('What the plan filled in is marked, also in quotes, and not as a part of something longer', () => {
	const values = ['10.77.0.100', '10.77.0.10', '1.36', 'm1', '<join-token>'];
	expect(
		kindsOf(`curl https://10.77.0.100:9443/v1.36/deb 110.77.0.10 m12 '10.77.0.10' <join-token>`, values)[0]!.filter(
			([kind]) => kind === 'value',
		),
	).toEqual([
		['value', '10.77.0.100'],
		['value', '1.36'],
		['value', '10.77.0.10'],
		['value', '<join-token>'],
	]);
});

test('Every script of the book is there letter by letter', () => {
	for (const file of globSync(join(import.meta.dirname, '../golden/**/*.*')).slice(0, 40)) {
		const script = readFileSync(file, 'utf8');
		expect(
			bashLines(script, ['10.77.0.11'])
				.map(line => line.map(({text}) => text).join(''))
				.join('\n'),
		).toBe(script);
	}
});

test('A script that was read is not read again, and a new value reads it anew', () => {
	const values = ['m1'];
	const lines = bashLines('echo m1', values);
	expect(bashLines('echo m1', values)).toBe(lines);
	expect(bashLines('echo m1', [])).not.toBe(lines);
});
