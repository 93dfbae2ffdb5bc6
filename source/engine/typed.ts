// Secrets that an operator types into a command. The command is kept with names in their place, and whoever runs it puts the
// values back as they were typed.
import type {Mask} from './declare.ts';
import {createMasking} from './mask.ts';
import type {Redactor} from './redact.ts';
import {operator} from './target.ts';
import type {SecretKeeper} from './vault.ts';

/** How an operator says that something is secret which nothing else tells. */
const said = /<secret:([^>\n]+)>/g;

/** Whether a placeholder is one of those that stand for what was typed. */
export const isTyped = (name: string): boolean => /^typed-\d+$/.test(name);

const nameOf = (index: number): string => `typed-${index + 1}`;

export type Typed = {
	/** A command with names in the place of the secrets in it; the same secret has one name on all hosts. */
	readonly hide: (script: string) => string;
	/** The value behind a name that `hide` gave; undefined when it is gone. */
	readonly find: (name: string) => string | undefined;
};

const isLiteral = (value: string): boolean => !/^\s*$|^[$<`]/.test(value);

/** Masks from now on what an earlier process of the session was told, too. */
export const createTyped = (masks: readonly Mask[], redactor: Redactor, secrets: SecretKeeper): Typed => {
	const find = (name: string): string | undefined => secrets.get(name, operator.name);
	const kept: string[] = [];
	const learn = (value: string): void => {
		kept.push(value);
		const name = nameOf(kept.length - 1);
		redactor.learn(name, value);
		// `PASSWORD=x;run`: the shell's word ends before the value does.
		redactor.learn(name, value.split(/[;&|]/, 1)[0]!);
	};
	for (let value = find(nameOf(0)); value !== undefined; value = find(nameOf(kept.length))) learn(value);
	const keep = (value: string): string => {
		if (!kept.includes(value)) {
			secrets.set(nameOf(kept.length), operator.name, value);
			learn(value);
		}
		return `<${nameOf(kept.indexOf(value))}>`;
	};
	return {
		hide: script => {
			const mask = createMasking(masks, value => (isLiteral(value) ? keep(value) : value));
			return mask(redactor.name(script.replace(said, (_, value: string) => keep(value))));
		},
		find,
	};
};
