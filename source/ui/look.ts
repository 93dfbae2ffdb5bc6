// How letters look on a terminal: the codes of SGR that are on, and the shortest way from one look to another.

/** The codes that are on, one of a kind, in a fixed order: `1;34`. Empty: the terminal's plain letters. */
export type Look = string;

/** In this order; a code is of the first kind that knows it. What ends it is a code of its own. */
const kinds = [
	{kind: 'bold', is: /^1$/, end: '22'},
	{kind: 'dim', is: /^2$/, end: '22'},
	{kind: 'italic', is: /^3$/, end: '23'},
	{kind: 'underline', is: /^4$/, end: '24'},
	{kind: 'inverse', is: /^7$/, end: '27'},
	{kind: 'hidden', is: /^8$/, end: '28'},
	{kind: 'struck', is: /^9$/, end: '29'},
	{kind: 'colour', is: /^(?:3[0-7]|9[0-7]|38;.*)$/, end: '39'},
	{kind: 'ground', is: /^(?:4[0-7]|10[0-7]|48;.*)$/, end: '49'},
] as const;

type Kind = (typeof kinds)[number]['kind'];

/** A colour of 256 or of sixteen million is one code of three or five numbers. */
const code = /[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+/g;

const codesOf = (look: string): readonly string[] => look.match(code) ?? [];
const kindOf = (one: string) => kinds.find(({is}) => is.test(one));
const byKind = (look: Look): Map<Kind, string> => new Map(codesOf(look).map(one => [kindOf(one)!.kind, one]));

const remembered = <Result>(work: (one: string, other: string) => Result) => {
	const known = new Map<string, Result>();
	return (one: string, other: string): Result => {
		const key = `${one}|${other}`;
		let result = known.get(key);
		if (result === undefined) known.set(key, (result = work(one, other)));
		return result;
	};
};

/** The look after a sequence with these parameters. */
export const lookAfter = remembered((look: Look, parameters: string): Look => {
	let on = byKind(look);
	for (const one of parameters === '' ? ['0'] : codesOf(parameters)) {
		const kind = kindOf(one)?.kind;
		if (one === '0') on = new Map();
		else if (kind) on.set(kind, one);
		else for (const ended of kinds) if (ended.end === one) on.delete(ended.kind);
	}
	return kinds.flatMap(({kind}) => on.get(kind) ?? []).join(';');
});

/** What shows on a letter that is a space. */
export const lookOfSpace = (look: Look): Look =>
	codesOf(look)
		.filter(one => ['underline', 'inverse', 'struck', 'ground'].includes(kindOf(one)!.kind))
		.join(';');

/** The shortest sequence from one look to another. */
export const change = remembered((from: Look, to: Look): string => {
	if (from === to) return '';
	const afresh = to === '' ? '\u001B[m' : `\u001B[0;${to}m`;
	const [had, has] = [byKind(from), byKind(to)];
	const ends = new Set(kinds.filter(({kind}) => had.has(kind) && !has.has(kind)).map(({end}) => end));
	// One code ends bold and dim: what stays of the two is said again.
	const gained = kinds.flatMap(({kind, end}) =>
		has.has(kind) && (had.get(kind) !== has.get(kind) || ends.has(end)) ? has.get(kind)! : [],
	);
	const further = `\u001B[${[...ends, ...gained].join(';')}m`;
	return further.length < afresh.length ? further : afresh;
});
