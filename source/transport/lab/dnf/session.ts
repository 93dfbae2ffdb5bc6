// One call of dnf or yum: what its parts share.
import {said, type CommandResult, type Shell} from '../command.ts';
import type {Options} from '../options.ts';
import type {Repo} from '../rpm/repos.ts';
import type {Dialect} from './words.ts';

export type Session = {
	readonly at: Shell;
	readonly dialect: Dialect;
	readonly options: Options;
	readonly repos: readonly Repo[];
	/** Of which repositories no exclude counts. */
	readonly lifted: ReadonlySet<string>;
	/** What is printed before the answer. */
	readonly head: readonly string[];
};

export const printed = (lines: readonly string[], exit = 0): CommandResult =>
	said(lines.map(line => `${line}\n`).join(''), exit);
