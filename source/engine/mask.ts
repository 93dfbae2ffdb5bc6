import type {Mask} from './declare.ts';

type Block = Exclude<Mask, RegExp>;

/** What to put in the place of a secret value. */
export type Stand = (value: string) => string;

/** Hides what is inside blocks, in texts that come one after another: a block that has begun goes on in the next text. */
const createBlocks = (blocks: readonly Block[], stand: Stand): ((text: string) => string) => {
	let open: {readonly block: Block; readonly left: number} | undefined;
	/** What of a text is inside the open block, and whether the block ends there. */
	const insideOf = (text: string, {block, left}: NonNullable<typeof open>): string => {
		const lines = text.split('\n');
		const newlines = lines.length - 1;
		const reach = lines.slice(0, left).join('\n');
		const end = block.to.exec(reach)?.index ?? (newlines >= left ? reach.length + 1 : undefined);
		open = end === undefined ? {block, left: left - newlines} : undefined;
		return text.slice(0, end);
	};
	const beginOf = (text: string): {readonly block: Block; readonly end: number} | undefined => {
		for (const block of blocks) {
			const match = block.from.exec(text);
			if (match) return {block, end: match.index + match[0].length};
		}
		return undefined;
	};
	return text => {
		let out = '';
		let rest = open ? text.slice(insideOf(text, open).length) : text;
		for (let begin = beginOf(rest); begin; begin = beginOf(rest)) {
			const {block, end} = begin;
			const inside = insideOf(rest.slice(end), {block, left: block.lines + 1});
			const newline = inside.startsWith('\n') ? '\n' : '';
			const value = newline === '' ? inside : inside.slice(1).replace(/\n$/, '');
			out += `${rest.slice(0, end)}${newline}${stand(value)}${newline}`;
			rest = rest.slice(end + inside.length);
		}
		return out + rest;
	};
};

const hideMatches = (text: string, pattern: RegExp, stand: Stand): string =>
	text.replace(pattern, (match: string, ...rest: readonly unknown[]) => {
		const groups = rest.at(-1) as {readonly before?: string} | string;
		const before = typeof groups === 'string' ? '' : (groups.before ?? '');
		return before + stand(match.slice(before.length));
	});

/** Puts something in the place of every secret that the masks find, in texts of whole lines that come one after another. */
export const createMasking = (masks: readonly Mask[], stand: Stand): ((text: string) => string) => {
	const patterns = masks.filter(mask => mask instanceof RegExp);
	const hideBlocks = createBlocks(
		masks.flatMap(mask => (mask instanceof RegExp ? [] : [mask])),
		stand,
	);
	return text => patterns.reduce((rest, pattern) => hideMatches(rest, pattern, stand), hideBlocks(text));
};
