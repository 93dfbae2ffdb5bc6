// just-bash runs a command of ours directly only from /bin or /usr/bin; from /usr/sbin it runs its file as a script, slowly
// and without the tenth argument. So a name that is found in /usr/sbin is called through /bin: on Debian it is the same.

type Node = {readonly [key: string]: unknown};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const walk = (value: unknown, isSystem: (name: string) => boolean): void => {
	if (Array.isArray(value)) for (const item of value) walk(item, isSystem);
	else if (isNode(value)) {
		for (const child of Object.values(value)) if (isNode(child)) walk(child, isSystem);
		if (value['type'] !== 'SimpleCommand') return;
		const parts = (value['name'] as {parts?: {type: string; value?: string}[]} | null)?.parts;
		const [only] = parts ?? [];
		if (parts?.length === 1 && only?.type === 'Literal' && only.value !== undefined && isSystem(only.value))
			only.value = `/bin/${only.value}`;
	}
};

export const systemPrograms = (isSystem: (name: string) => boolean) => ({
	name: 'system-programs',
	transform: <Context extends {readonly ast: object}>({ast}: Context): {ast: Context['ast']} => {
		walk(ast, isSystem);
		return {ast};
	},
});
