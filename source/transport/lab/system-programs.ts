// just-bash runs a command of ours directly only from /bin or /usr/bin; from /usr/sbin it runs its file as a script, slowly
// and without the tenth argument. So a name that is found in /usr/sbin is called through /bin: on Debian it is the same.
// Inside a script that is run by its path it looks at names in its own way again; given to bash, such a script is like any.

export type Known = {
	/** A command of ours that is found in /usr/sbin. */
	readonly isSystem: (name: string) => boolean;
	/** A script of somebody's own, by its path. */
	readonly isScript: (path: string) => boolean;
};

type Node = {readonly [key: string]: unknown};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const walk = (value: unknown, known: Known): void => {
	if (Array.isArray(value)) for (const item of value) walk(item, known);
	else if (isNode(value)) {
		for (const child of Object.values(value)) if (isNode(child)) walk(child, known);
		if (value['type'] !== 'SimpleCommand') return;
		const parts = (value['name'] as {parts?: {type: string; value?: string}[]} | null)?.parts;
		const [only] = parts ?? [];
		if (parts?.length !== 1 || only?.type !== 'Literal' || only.value === undefined) return;
		if (known.isSystem(only.value)) only.value = `/bin/${only.value}`;
		else if (known.isScript(only.value))
			Object.assign(value, {
				args: [value['name'], ...(value['args'] as readonly unknown[])],
				name: {...(value['name'] as Node), parts: [{type: 'Literal', value: '/bin/bash'}]},
			});
	}
};

export const systemPrograms = (known: Known) => ({
	name: 'system-programs',
	transform: <Context extends {readonly ast: object}>({ast}: Context): {ast: Context['ast']} => {
		walk(ast, known);
		return {ast};
	},
});
