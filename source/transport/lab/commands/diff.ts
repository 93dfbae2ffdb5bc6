// diff as GNU prints it: the bundled one numbers hunks in its own way.
import {failed, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {formatDate} from '../date-format.ts';
import {readOptions} from '../options.ts';

type Edit = {readonly kind: ' ' | '-' | '+'; readonly text: string; readonly a: number; readonly b: number};

/** Longest common subsequence, line by line; files of a host's configuration are short. */
const edits = (one: readonly string[], other: readonly string[]): readonly Edit[] => {
	let start = 0;
	while (start < one.length && start < other.length && one[start] === other[start]) start++;
	let [endA, endB] = [one.length, other.length];
	while (endA > start && endB > start && one[endA - 1] === other[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
	const lengths = Array.from({length: endA - start + 1}, () => new Uint32Array(endB - start + 1));
	for (let a = endA - 1; a >= start; a--)
		for (let b = endB - 1; b >= start; b--) {
			const row = lengths[a - start]!;
			row[b - start] =
				one[a] === other[b]
					? lengths[a - start + 1]![b - start + 1]! + 1
					: Math.max(lengths[a - start + 1]![b - start]!, row[b - start + 1]!);
		}
	const list: Edit[] = [];
	let [a, b] = [0, 0];
	while (a < one.length || b < other.length) {
		const inside = a >= start && b >= start && (a < endA || b < endB) && a <= endA && b <= endB;
		if (!inside || (a < endA && b < endB && one[a] === other[b]))
			list.push({kind: ' ', text: one[a]!, a: a++, b: b++});
		else if (b >= endB || (a < endA && lengths[a - start + 1]![b - start]! >= lengths[a - start]![b - start + 1]!))
			list.push({kind: '-', text: one[a]!, a: a++, b});
		else list.push({kind: '+', text: other[b]!, a, b: b++});
	}
	return list;
};

const range = (from: number, count: number): string =>
	count === 1 ? String(from + 1) : `${count === 0 ? from : from + 1},${count}`;

const unified = (list: readonly Edit[], context: number): string => {
	const changed = list.map((edit, index) => (edit.kind === ' ' ? -1 : index)).filter(index => index !== -1);
	const hunks: [number, number][] = [];
	for (const index of changed) {
		const last = hunks.at(-1);
		if (last && index - context <= last[1] + 1) last[1] = Math.min(list.length - 1, index + context);
		else hunks.push([Math.max(0, index - context), Math.min(list.length - 1, index + context)]);
	}
	return hunks
		.map(([from, to]) => {
			const part = list.slice(from, to + 1);
			const first = part[0]!;
			const count = (kind: Edit['kind']): number =>
				part.filter(edit => edit.kind === kind || edit.kind === ' ').length;
			return `@@ -${range(first.a, count('-'))} +${range(first.b, count('+'))} @@\n${part.map(({kind, text}) => `${kind}${text}\n`).join('')}`;
		})
		.join('');
};

const span = (first: number, count: number): string =>
	count <= 1 ? String(first + (count === 0 ? 0 : 1)) : `${first + 1},${first + count}`;

const classic = (list: readonly Edit[]): string => {
	let text = '';
	for (let index = 0; index < list.length;) {
		if (list[index]!.kind === ' ') {
			index++;
			continue;
		}
		const from = index;
		while (index < list.length && list[index]!.kind !== ' ') index++;
		const part = list.slice(from, index);
		const gone = part.filter(({kind}) => kind === '-');
		const come = part.filter(({kind}) => kind === '+');
		const letter = gone.length === 0 ? 'a' : come.length === 0 ? 'd' : 'c';
		text += `${span(part[0]!.a, gone.length)}${letter}${span(part[0]!.b, come.length)}\n`;
		text +=
			gone.map(line => `< ${line.text}\n`).join('') +
			(letter === 'c' ? '---\n' : '') +
			come.map(line => `> ${line.text}\n`).join('');
	}
	return text;
};

const lines = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const read = (at: Shell, path: string): string | undefined => {
	if (path === '-') return at.stdin;
	return path === '/dev/null' ? '' : at.files.read(at.path(path));
};

export const diff: LabCommand = {
	names: ['diff'],
	changes: false,
	run: (args, at): CommandResult | undefined => {
		const {flags, values, words} = readOptions(args, ['-U', '--unified', '--label', '-L', '-C', '--color']);
		const [one, other] = words;
		// Process substitution hands in descriptors that only the shell itself can read; folders are for the bundled one.
		if (one === undefined || other === undefined)
			return failed("diff: missing operand after 'diff'\ndiff: Try 'diff --help' for more information.\n", 2);
		if (
			[one, other].some(path => path.startsWith('/dev/fd/') || at.files.isDirectory(at.path(path))) ||
			flags.has('-y')
		)
			return undefined;
		const texts = [read(at, one), read(at, other)];
		const missing = [one, other].filter((_, index) => texts[index] === undefined);
		const lenient = flags.has('-N') || flags.has('--new-file');
		if (missing.length > 0 && !lenient)
			return failed(missing.map(path => `diff: ${path}: No such file or directory\n`).join(''), 2);
		const plain = (text: string): readonly string[] =>
			lines(text).filter(line => !(flags.has('-B') && line === ''));
		const same = (line: string): string =>
			flags.has('-w')
				? line.replaceAll(/\s+/g, '')
				: flags.has('-b')
					? line.replaceAll(/\s+/g, ' ').trimEnd()
					: flags.has('-i')
						? line.toLowerCase()
						: line;
		const [a, b] = [plain(texts[0] ?? ''), plain(texts[1] ?? '')];
		if (a.map(same).join('\n') === b.map(same).join('\n')) return {exit: 0};
		if (flags.has('-q') || flags.has('--brief')) return {stdout: `Files ${one} and ${other} differ\n`, exit: 1};
		const list = edits(a, b);
		const context = values.get('-U') ?? values.get('--unified');
		if (context === undefined && !flags.has('-u') && !flags.has('--unified'))
			return {stdout: classic(list), exit: 1};
		const when = (path: string): string =>
			formatDate('%Y-%m-%d %H:%M:%S.%N +0000', at.files.changedAt(at.path(path)) ?? at.now());
		const labels = [...readOptions(args, ['--label', '-L', '-U', '--unified']).all('--label')];
		const head = [one, other]
			.map((path, index) => `${index === 0 ? '---' : '+++'} ${labels[index] ?? `${path}\t${when(path)}`}\n`)
			.join('');
		return {stdout: head + unified(list, Number(context ?? 3)), exit: 1};
	},
};
