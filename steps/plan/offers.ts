// Words of the plan's language that a later release carries out. They are refused with what works today.
import type {Text} from '../../source/engine/declare.ts';
import {addonNames} from '../addons/addon.ts';
import {addons} from '../addons/addons.ts';
import type {Path, Problem} from './problem.ts';

type Later = {
	/** Where it stands; positions in lists as []. */
	readonly at: string;
	/** Left out: whatever is written there. */
	readonly words?: readonly string[];
	readonly instead: Text;
};

const write = (text: string): Text => ({en: `write ${text}`, zh: `请写 ${text}`});

const missingAddons = addonNames.filter(name => !addons.some(({id}) => id === name));

const later: readonly Later[] = [{at: 'kubernetes.addons[]', words: missingAddons, instead: write('addons: []')}];

/** Words that stand in the list of a place but are not offered yet. */
export const laterAt = (pattern: string): readonly string[] => later.find(({at}) => at === pattern)?.words ?? [];

/** Whether today's plans may hold a word at a place, or, without a word, anything there. */
export const isOffered = (pattern: string, word?: string): boolean =>
	!later.some(
		({at, words}) => at === pattern && (words === undefined || (word !== undefined && words.includes(word))),
	);

const valuesAt = (value: unknown, keys: readonly string[], path: Path): readonly {path: Path; value: unknown}[] => {
	const [key, ...rest] = keys;
	if (key === undefined) return [{path, value}];
	if (key === '[]') {
		const items: readonly unknown[] = Array.isArray(value) ? value : [];
		return items.flatMap((item, index) => valuesAt(item, rest, [...path, index]));
	}
	if (typeof value !== 'object' || value === null) return [];
	return valuesAt((value as Record<string, unknown>)[key], rest, [...path, key]);
};

/** What of a plan has to wait for a later release. */
export const notOffered = (draft: unknown): readonly Problem[] =>
	later.flatMap(({at, words, instead}) =>
		valuesAt(draft, at.replaceAll('[]', '.[]').split('.'), [])
			.filter(({value}) => (words ? words.includes(String(value)) : value !== undefined))
			.map(({path, value}) => {
				const what = `${path.findLast(key => typeof key === 'string')}: ${String(value)}`;
				return {
					path,
					text: {
						en: `${what} is not offered yet; ${instead.en}.`,
						zh: `${what} 尚未提供；${instead.zh}。`,
					},
				};
			}),
	);
