// One script of one task as a file that bash reads from stdin, after a line for each captured value it needs.
import type {Needed, Source, Written} from './expand-book.ts';
import {plainQuotes} from './plain-quotes.ts';
import {variableOf} from './variables.ts';

/** Ansible starts a shell that is no login shell: on Debian and RHEL its PATH has no sbin for a user with sudo. */
const surroundings = [
	'export LC_ALL=C LANG=C HOME="${HOME:-/root}" PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"',
	'umask 022',
];

/** `ask` looks and changes nothing, so an unset variable is only an answer; `run` stops at the first error. */
export type Manner = 'ask' | 'run';

/**
 * The whole text is read before it starts, because a program in it that reads stdin would otherwise swallow the rest.
 * `title` is a comment.
 */
export const ansibleScript = (manner: Manner, {text}: Written, title: string): string =>
	[
		`# ${plainQuotes(title)}`,
		...surroundings,
		'main() (',
		manner === 'run' ? 'set -euo pipefail' : 'set +u',
		text,
		')',
		'main </dev/null',
		'',
	].join('\n');

/** The name of the Ansible fact that holds a captured value: letters, digits and underscores. */
export const factOf = (needed: Needed, sources: ReadonlyMap<string, Source>): string =>
	variableOf(needed, sources).toLowerCase();

/** A template that becomes `VARIABLE='value'` and a newline for each value. */
export const valuesBefore = (needs: readonly Needed[], sources: ReadonlyMap<string, Source>): string =>
	needs
		.map(needed => `${variableOf(needed, sources)}={{ ${factOf(needed, sources)} | ansible.builtin.quote }}\n`)
		.join('');
