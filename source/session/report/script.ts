// What was run, as bash per host, in the order in which it ended. A record to read and to start from, not an installer:
// values that were captured stand in it as shell variables.
import {quote} from '../../engine/script.ts';
import type {Language} from '../../texts/texts.ts';
import {textsOf} from '../../texts/texts.ts';
import {momentOf} from './moment.ts';
import type {Entry, Record} from './record.ts';

const comment = (text: string): string =>
	text
		.split('\n')
		.map(line => `# ${line}`)
		.join('\n');

export const scriptOf = (record: Record, language: Language): string => {
	const texts = textsOf(language);
	const words = texts.report;
	const ran = record.entries
		.filter(({status, edited, command}) => status === 'done' && (edited ?? command) !== undefined)
		.toSorted((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
	const block = ({title, host, started, exit, edited, command}: Entry): string => {
		const facts = [started === undefined ? '' : momentOf(started), exit === undefined ? '' : `exit ${exit}`];
		const head = [`${title} (${host})`, ...facts.filter(fact => fact !== '')].join(', ');
		return `${comment(head)}${edited === undefined ? '' : `\n${comment(words.edited)}`}\n(\nset -euo pipefail\n${edited ?? command}\n)`;
	};
	const hosts = [...new Set(ran.map(({host}) => host))];
	const cases = hosts.map(host => {
		const blocks = ran.filter(entry => entry.host === host).map(block);
		return `${quote(host)})\n${blocks.join('\n\n')}\n;;`;
	});
	const usage = `${words.scriptUsage} ${hosts.join(' ')}`;
	return [
		'#!/bin/bash',
		comment(`${record.book}: ${record.session}`),
		comment(words.scriptIs),
		'set -e',
		'case "${1:-}" in',
		...cases,
		`*) echo ${quote(usage)} >&2; exit 2 ;;`,
		'esac',
		'',
	].join('\n');
};
