// Words that bash knows and just-bash does not, or not with every option.
import {quote} from '../../../engine/script.ts';
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';

/** `set` flags and `-c`/`-s` may be mixed as in `bash -euo pipefail -c …`. */
const bashAs = async (args: readonly string[], at: Shell): Promise<CommandResult | undefined> => {
	const sets: string[] = [];
	let index = 0;
	let command = false;
	let fromStdin = false;
	let parseOnly = false;
	for (; index < args.length; index++) {
		const arg = args[index]!;
		if (arg === '--') {
			index++;
			break;
		}
		if (arg === '--login' || arg === '--norc' || arg === '--noprofile' || arg === '--posix') continue;
		if (arg === '--version') return said('GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n');
		if (!/^[-+][a-zA-Z]+$/.test(arg)) break;
		for (const letter of arg.slice(1)) {
			if (letter === 'c') command = true;
			else if (letter === 's') fromStdin = true;
			else if (letter === 'n') parseOnly = true;
			else if (letter === 'o') sets.push(`set ${arg[0]}o ${args[++index] ?? ''}`);
			else if (!'il'.includes(letter)) sets.push(`set ${arg[0]}${letter}`);
		}
	}
	const rest = args.slice(index);
	const prelude = sets.length > 0 ? `${sets.join('; ')}; ` : '';
	const run = (script: string, zero: string, words: readonly string[], stdin: string): Promise<CommandResult> =>
		at.bundled(['-c', `${prelude}${script}`, zero, ...words], stdin);
	if (command) {
		const [script = '', zero = 'bash', ...words] = rest;
		return parseOnly ? said('') : run(script, zero, words, at.stdin);
	}
	if (fromStdin || rest.length === 0) return run(at.stdin, 'bash', rest, '');
	const [file, ...words] = rest;
	const text = at.files.read(at.path(file!));
	if (text === undefined) return failed(`bash: ${file}: No such file or directory\n`, 127);
	return parseOnly ? said('') : run(text, file!, words, at.stdin);
};

const bash: LabCommand = {names: ['bash', 'sh'], changes: false, run: bashAs};

/** The text that the last `trap … EXIT` of this shell left; whoever runs the shell runs it at its end. */
const trap: LabCommand = {
	names: ['trap'],
	changes: false,
	run: (args, at) => {
		const words = args.filter(arg => arg !== '--');
		if (words.length === 0 || words[0] === '-p' || words[0] === '-l') return said('');
		const [action, ...signals] = words.length === 1 ? ['-', words[0]!] : words;
		if (signals.some(signal => signal === 'EXIT' || signal === '0')) at.atExit(action === '-' ? '' : action!);
		return said('');
	},
};

const umask: LabCommand = {
	names: ['umask'],
	changes: false,
	run: args => said(args.some(arg => /^\d/.test(arg)) ? '' : '0022\n'),
};

const ulimit: LabCommand = {
	names: ['ulimit'],
	changes: false,
	run: args => {
		if (args.length > 1) return said('');
		return said(args[0] === '-n' || args[0] === '-Sn' ? '1024\n' : 'unlimited\n');
	},
};

const quiet: LabCommand = {
	names: ['jobs', 'disown', 'fg', 'bg', 'suspend', 'times'],
	changes: false,
	run: () => said(''),
};

/** Runs the rest as a command; there are no sessions and hang-ups here. */
const through = (names: LabCommand['names'], skip: (args: readonly string[]) => number): LabCommand => ({
	names,
	changes: false,
	run: async (args, at) => {
		const words = args.slice(skip(args));
		if (words.length === 0)
			return failed(`${names[0]}: missing operand\nTry '${names[0]} --help' for more information.\n`, 125);
		return at.exec(words.map(quote).join(' '), {stdin: at.stdin});
	},
});

const leadingOptions =
	(withValue: string) =>
	(args: readonly string[]): number => {
		let index = 0;
		while (index < args.length && args[index]!.startsWith('-'))
			index += withValue !== '' && new RegExp(`^-[${withValue}]$`).test(args[index]!) ? 2 : 1;
		return index;
	};

const sudo: LabCommand = {
	names: ['sudo'],
	changes: false,
	run: async (args, at) => {
		let index = 0;
		const sets: string[] = [];
		for (; index < args.length; index++) {
			const arg = args[index]!;
			if (/^-[ughpCrtT]$/.test(arg)) index++;
			else if (/^[A-Za-z_]\w*=/.test(arg))
				sets.push(
					`${arg.slice(0, arg.indexOf('='))}=${quote(arg.slice(arg.indexOf('=') + 1) || ' ').replace(/^' '$/, "''")}`,
				);
			else if (!arg.startsWith('-') || arg === '--') break;
			else if (arg === '-v' || arg === '-l' || arg === '-V') return said('');
		}
		const words = args.slice(args[index] === '--' ? index + 1 : index);
		if (words.length === 0) return said('');
		return at.exec([...sets, ...words.map(quote)].join(' '), {stdin: at.stdin});
	},
};

/** just-bash's xargs has no `-n1`, and gives no `-I` replacement inside words. */
const xargs: LabCommand = {
	names: ['xargs'],
	changes: false,
	run: async (args, at) => {
		let perCall: number | undefined;
		let replace: string | undefined;
		let separator: RegExp | undefined;
		let skipEmpty = false;
		let byLine = false;
		let index = 0;
		for (; index < args.length; index++) {
			const arg = args[index]!;
			const value = (name: string): string =>
				arg.length > name.length ? arg.slice(name.length) : (args[++index] ?? '');
			if (arg.startsWith('-n')) perCall = Number(value('-n'));
			else if (arg.startsWith('-L')) [perCall, byLine] = [Number(value('-L')), true];
			else if (arg.startsWith('-I')) replace = value('-I');
			else if (arg.startsWith('-P')) value('-P');
			else if (arg.startsWith('-d'))
				separator = new RegExp(
					value('-d')
						.replace(String.raw`\n`, '\n')
						.replace(String.raw`\0`, '\0'),
				);
			else if (arg === '-0' || arg === '--null') separator = /\0/;
			else if (arg === '-r' || arg === '--no-run-if-empty') skipEmpty = true;
			else if (arg === '-t' || arg === '-x') continue;
			else break;
		}
		const command = args.slice(index);
		const items = (
			separator
				? at.stdin.replace(/\n$/, '').split(separator)
				: at.stdin.split(replace !== undefined || byLine ? '\n' : /\s+/)
		).filter(item => item !== '');
		if (items.length === 0 && (skipEmpty || replace !== undefined)) return said('');
		const base = command.length === 0 ? ['echo'] : command;
		const calls: string[][] = [];
		if (replace !== undefined)
			for (const item of items) calls.push(base.map(word => word.replaceAll(replace, item.trim())));
		else {
			const unquoted = separator ? items : items.map(item => item.replaceAll(/^(['"])(.*)\1$/g, '$2'));
			const size = perCall ?? Math.max(1, unquoted.length);
			for (let from = 0; from < Math.max(1, unquoted.length); from += size)
				calls.push([...base, ...unquoted.slice(from, from + size)]);
		}
		let [stdout, stderr, exit] = ['', '', 0];
		for (const call of calls) {
			const done = await at.exec(call.map(quote).join(' '));
			stdout += done.stdout;
			stderr += done.stderr;
			if (done.exit !== 0) exit = done.exit === 127 || done.exit === 126 ? done.exit : 123;
			if (done.exit === 127) break;
		}
		return {stdout, stderr, exit};
	},
};

export const shellWordCommands: readonly LabCommand[] = [
	bash,
	trap,
	umask,
	ulimit,
	quiet,
	sudo,
	xargs,
	through(['nohup', 'setsid', 'stdbuf'], leadingOptions('')),
	through(['nice'], leadingOptions('n')),
	through(['ionice'], leadingOptions('cn')),
	through(['flock'], args => leadingOptions('wE')(args) + 1),
];
