// just-bash makes the missing directories of a redirection's target. On a real host that is `No such file or directory`:
// before each such redirection goes one that reads from a path which can only be read while the directory is there.

type Node = {readonly [key: string]: unknown};

type Redirection = {readonly operator: string; readonly target: Node};

/** `/dev/parent` in front of a target: readable, and empty, when the target's directory exists. */
export const parentDoor = '/dev/parent';

const writes = new Set(['>', '>>', '>|', '&>', '&>>', '<>']);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Expanding twice must be harmless, and the target must be absolute (or be so in the end, which is seen then). */
const canAsk = ({parts}: Node): boolean => {
	if (!Array.isArray(parts) || parts.length === 0) return false;
	const [first] = parts as Node[];
	const start = first!['type'] === 'Literal' ? String(first!['value']) : '/';
	// A connection through /dev/tcp is refused in the same way.
	const special = start.startsWith('/dev/') && !start.startsWith('/dev/tcp/');
	return start.startsWith('/') && !special && !JSON.stringify(parts).includes('Substitution');
};

const guard = ({parts}: Node): Node => ({
	type: 'Redirection',
	// A descriptor that no script uses.
	fd: 198,
	operator: '<',
	target: {type: 'Word', parts: [{type: 'Literal', value: parentDoor}, ...(parts as Node[])]},
});

const guarded = (redirections: readonly Redirection[]): readonly unknown[] =>
	redirections.flatMap(redirection =>
		writes.has(redirection.operator) && canAsk(redirection.target)
			? [guard(redirection.target), redirection]
			: [redirection],
	);

const walk = (value: unknown): void => {
	if (Array.isArray(value)) for (const item of value) walk(item);
	else if (isNode(value)) {
		for (const child of Object.values(value)) if (isNode(child)) walk(child);
		const redirections = value['redirections'];
		if (Array.isArray(redirections) && redirections.length > 0)
			(value as {redirections: unknown}).redirections = guarded(redirections as Redirection[]);
	}
};

export const missingDirectories = {
	name: 'missing-directories',
	transform: <Context extends {readonly ast: object}>({ast}: Context): {ast: Context['ast']} => {
		walk(ast);
		return {ast};
	},
};
