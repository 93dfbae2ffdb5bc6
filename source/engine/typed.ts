// Secrets that an operator types into a command. The command is kept with names in their place, and whoever runs it puts the
// values back as they were typed.
import type {Mask} from './declare.ts';
import type {Host} from './given.ts';
import {createMasking} from './mask.ts';
import type {Redactor} from './redact.ts';
import type {SecretKeeper} from './vault.ts';

/** How an operator says that something is secret which nothing else tells. */
const said = /<secret:([^>\n]+)>/g;

/** Whether a placeholder is one of those that stand for what was typed. */
export const isTyped = (name: string): boolean => /^typed-\d+$/.test(name);

const nameOf = (index: number): string => `typed-${index + 1}`;

export type Typed = {
	/** A command of that host with names in the place of the secrets in it. */
	readonly hide: (script: string, host: string) => string;
	/** The value behind a name that `hide` gave; undefined when it is gone. */
	readonly find: (name: string, host: string) => string | undefined;
	/** Masks from now on what an earlier process of the session was told. */
	readonly learn: (hosts: readonly Host[]) => void;
};

const isLiteral = (value: string): boolean => !/^\s*$|^[$<`]/.test(value);

export const createTyped = (masks: readonly Mask[], redactor: Redactor, secrets: SecretKeeper): Typed => {
	const keptFor = (host: string): readonly string[] => {
		const values: string[] = [];
		for (;;) {
			const value = secrets.get(nameOf(values.length), host);
			if (value === undefined) return values;
			values.push(value);
		}
	};
	const keep = (host: string, value: string): string => {
		const before = keptFor(host);
		const index = before.indexOf(value);
		const name = nameOf(index < 0 ? before.length : index);
		if (index < 0) secrets.set(name, host, value);
		redactor.learn(name, value);
		// `PASSWORD=x;run`: the shell's word ends before the value does.
		redactor.learn(name, value.split(/[;&|]/, 1)[0]!);
		return `<${name}>`;
	};
	return {
		hide: (script, host) => {
			const mask = createMasking(masks, value => (isLiteral(value) ? keep(host, value) : value));
			return mask(redactor.name(script.replace(said, (_, value: string) => keep(host, value))));
		},
		find: (name, host) => secrets.get(name, host),
		learn: hosts => {
			for (const {name} of hosts) keptFor(name).forEach((value, index) => redactor.learn(nameOf(index), value));
		},
	};
};
