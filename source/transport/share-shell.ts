// Which questions may be asked in one shell, one after another. What keeps the others apart is a fork, which costs a host as
// much as several of these. What is let through changes no option, directory, function, trap or descriptor, starts nothing
// that stays, and sets variables whose names are known; so what is not plainly harmless is left out.

const path = String.raw`\/[\w./-]+`;
const name = String.raw`[A-Za-z_]\w*`;
/** Its value, a part of it, or a word in its place. */
const variable = String.raw`\$(?:${name}|\{#?${name}\}|\{${name}(?::?-|%%?|##?)[\w ./*?=-]*\})`;
const single = `'[^']*'`;
/** To nowhere, from a file, or one stream to the other. */
const redirection = String.raw`(?:[12]?>>?[\t ]*\/dev\/null|[12]?>&[12]|<[\t ]*${path})(?=[\s;|&)]|$)`;
/** A command substitution is a fork already: only its end must be plain, and nothing may go on in its background. */
const substitution = String.raw`\$\((?!case\b|[^)]*\scase\b)(?:${redirection}|${single}|${variable}|&&|[^"'$()&<>#\\${'`'}])*\)`;
const double = String.raw`"(?:[^"$\\${'`'}]|${variable}|${substitution})*"`;
/** Letters that mean themselves, or a pattern of file names. */
const letters = String.raw`[\w%+=:,./@[\]!*?^-]+`;

const token = new RegExp(
	[
		// Within a word # means itself.
		String.raw`(?<blank>(?:[\t ]|\\\n)+|(?<![^\s;|&])#[^\n]*)`,
		String.raw`(?<end>&&|\|\||[;|\n])`,
		`(?<redirection>${redirection})`,
		String.raw`(?<word>[{}](?=[\s;]|$)|(?:${letters}|${single}|${double}|${variable}|${substitution})+)`,
	].join('|'),
	'y',
);

/** What bash does itself and that gives nothing but output and an exit code. */
const harmless = new Set(['[', 'test', 'true', 'false', ':', 'echo']);

/** All else that bash does not look up as a program: builtins of bash 3 to 5.3, and reserved words. */
const bashOwn = new Set(
	`. alias bg bind break builtin caller case cd command compgen complete compopt continue coproc declare dirs disown
	enable esac eval exec exit export fc fg for function getopts hash help history in jobs kill let local logout mapfile
	popd printf pushd pwd read readarray readonly return select set shift shopt source suspend time times trap type typeset
	ulimit umask unalias unset wait`.split(/\s+/),
);

/** Reserved words that only hold commands together. Where they do not fit, nothing is run. */
const around = new Set(['!', '{', '}', 'if', 'then', 'elif', 'else', 'fi', 'while', 'until', 'do', 'done']);

/** The shell's own variables, and ours, have other names. */
const isOwnName = (word: string): boolean => /^(?!kw_)[a-z][a-z\d_]*$/.test(word);

const bare = (word: string): string => word.replaceAll(/['"]/g, '');

/** The variables that a command sets; undefined when it may do more than that. */
const setBy = (words: readonly string[]): readonly string[] | undefined => {
	const values = words.findIndex(word => !/^\w+=/.test(word));
	const set = words.slice(0, values < 0 ? words.length : values).map(word => word.replace(/=[^]*/, ''));
	const [command, ...rest] = words.slice(set.length);
	const also = (names: readonly string[], isSo: boolean): readonly string[] | undefined =>
		isSo && [...set, ...names].every(isOwnName) ? [...set, ...names] : undefined;
	switch (command) {
		case undefined:
			return also([], true);
		case 'command':
			return also([], rest.length === 2 && rest[0] === '-v');
		case 'exit':
			return also([], rest.length < 2 && /^(?:\d*|"\$\w+")$/.test(rest[0] ?? ''));
		case 'read':
			return also(rest.slice(1), rest.length > 1 && rest[0] === '-r');
		case 'for':
			return also([rest[0]!], rest[1] === 'in');
		case 'printf':
			// %n sets a variable, and so does -v.
			return also([], /^[^-$]/.test(bare(rest[0] ?? '')) && !/\$|%[-+ #0'*.\dhlLjtz]*n/.test(rest[0]!));
		default:
	}
	// `test -v` looks into a variable, whose index may be an assignment.
	if (harmless.has(command)) return also([], !rest.some(word => /^-[vR]$/.test(bare(word))));
	return also([], /^[\w./+-]*[A-Za-z][\w./+-]*$/.test(command) && !bashOwn.has(command));
};

const read = (question: string): readonly string[] | undefined => {
	let words: string[] = [];
	const variables = new Set<string>();
	const isPlain = (): boolean => {
		const set = setBy(words);
		for (const one of set ?? []) variables.add(one);
		words = [];
		return set !== undefined;
	};
	token.lastIndex = 0;
	while (token.lastIndex < question.length) {
		const found = token.exec(question)?.groups;
		if (!found) return undefined;
		const {end, word} = found;
		if (word !== undefined && (words.length > 0 || !around.has(word))) words.push(word);
		if (end !== undefined && !isPlain()) return undefined;
	}
	return isPlain() ? [...variables] : undefined;
};

/** Of most questions every host is asked the same. */
const before = new Map<string, readonly string[] | undefined>();
const most = 1000;

/**
 * The variables that the question sets, which is all that it leaves behind; undefined: it needs a shell of its own. `exit`
 * has to end the question only.
 */
export const shareShell = (question: string): readonly string[] | undefined => {
	if (before.has(question)) return before.get(question);
	if (before.size >= most) before.clear();
	const variables = read(question);
	before.set(question, variables);
	return variables;
};
