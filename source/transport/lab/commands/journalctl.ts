import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {longDate} from '../dates.ts';
import {journalLine} from '../journal-text.ts';
import {readOptions} from '../options.ts';
import {fullName} from '../systemd.ts';
import {parseDate} from '../date-text.ts';
import type {JournalEntry} from '../world.ts';

const withValue = [
	'-u',
	'--unit',
	'-n',
	'--lines',
	'-o',
	'--output',
	'--since',
	'-S',
	'--until',
	'-U',
	'-t',
	'--identifier',
	'-p',
	'--priority',
	'-g',
	'--grep',
	'-b',
	'--boot',
];

const isoOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+0000`;

const formats: Readonly<Record<string, (entry: JournalEntry, hostname: string) => string>> = {
	short: journalLine,
	cat: entry => entry.text,
	'short-iso': (entry, hostname) => journalLine(entry, hostname).replace(/^.{15}/, isoOf(entry.at)),
	'short-full': (entry, hostname) => journalLine(entry, hostname).replace(/^.{15}/, longDate(entry.at)),
	'short-precise': (entry, hostname) =>
		journalLine(entry, hostname).replace(/^(.{15})/, `$1.${String(entry.at % 1000).padStart(3, '0')}000`),
	'short-unix': (entry, hostname) =>
		journalLine(entry, hostname).replace(/^.{15}/, `${(entry.at / 1000).toFixed(3)}000`),
	json: (entry, hostname) =>
		JSON.stringify({
			__REALTIME_TIMESTAMP: String(entry.at * 1000),
			_HOSTNAME: hostname,
			_SYSTEMD_UNIT: entry.unit,
			SYSLOG_IDENTIFIER: entry.identifier,
			_PID: String(entry.pid),
			MESSAGE: entry.text,
		}),
};

/** `-b` and `-n` take their value only when it stands right behind them or is a number. */
const normalise = (args: readonly string[]): readonly string[] =>
	args.flatMap((arg, index) => {
		const next = args[index + 1] ?? '';
		if ((arg === '-b' || arg === '--boot') && !/^-?\d+$/.test(next)) return ['--boot=0'];
		if ((arg === '-n' || arg === '--lines') && !/^(\d+|all)$/.test(next)) return ['--lines=10'];
		return [arg];
	});

export const journalctl: LabCommand = {
	names: ['journalctl'],
	changes: false,
	run: (given, at: Shell) => {
		const options = readOptions(normalise(given), withValue);
		const {values, flags} = options;
		if (flags.has('--vacuum-time') || flags.has('--rotate') || flags.has('--flush')) return said('');
		const units = [...options.all('-u'), ...options.all('--unit')].map(fullName);
		const identifiers = [...options.all('-t'), ...options.all('--identifier')];
		const format = values.get('-o') ?? values.get('--output') ?? 'short';
		const print = formats[format];
		if (!print) return failed(`Unknown output format '${format}'.\n`);
		const moment = (name: string, short: string): number | undefined => {
			const text = values.get(name) ?? values.get(short);
			return text === undefined ? undefined : parseDate(text, at.now(), at.machine.booted);
		};
		const since = moment('--since', '-S');
		const until = moment('--until', '-U');
		if ((since !== undefined && Number.isNaN(since)) || (until !== undefined && Number.isNaN(until)))
			return failed(
				`Failed to parse timestamp: ${values.get('--since') ?? values.get('-S') ?? values.get('--until') ?? values.get('-U')}\n`,
			);
		const thisBoot = values.get('-b') === '0' || values.get('--boot') === '0';
		const grep = values.get('-g') ?? values.get('--grep');
		const kernel = flags.has('-k') || flags.has('--dmesg');
		let entries = at.machine.journal.filter(
			entry =>
				(units.length === 0 || units.includes(entry.unit)) &&
				(identifiers.length === 0 || identifiers.includes(entry.identifier)) &&
				(!kernel || entry.identifier === 'kernel') &&
				(since === undefined || entry.at >= since) &&
				(until === undefined || entry.at <= until) &&
				(!thisBoot || entry.at >= at.machine.booted + at.machine.clockOffset) &&
				(grep === undefined || new RegExp(grep, grep === grep.toLowerCase() ? 'i' : '').test(entry.text)),
		);
		const lines =
			values.get('-n') ??
			values.get('--lines') ??
			(flags.has('-f') ? '10' : flags.has('-e') ? '1000' : undefined);
		if (lines !== undefined && lines !== 'all') entries = entries.slice(-Number(lines) || entries.length);
		if (flags.has('-r') || flags.has('--reverse')) entries = entries.toReversed();
		if (entries.length === 0)
			return said(format === 'cat' || format === 'json' || flags.has('-q') ? '' : '-- No entries --\n');
		return said(entries.map(entry => `${print(entry, at.machine.hostname)}\n`).join(''));
	},
};
