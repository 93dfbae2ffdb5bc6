// The options of a `server` or `default-server` line.
import {nearest} from './keywords.ts';
import type {Server} from './model.ts';

const units: Readonly<Record<string, number>> = {us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** Milliseconds of haproxy's time; a plain number means milliseconds. Undefined when it is none. */
export const milliseconds = (text: string): number | undefined => {
	const parts = /^(\d+)(us|ms|s|m|h|d)?$/.exec(text);
	return parts === null ? undefined : Number(parts[1]) * units[parts[2] ?? 'ms']!;
};

export type Defaults = Partial<Server> & {inter: number; fall: number; rise: number};

/** What haproxy takes when nobody says otherwise. */
export const factory: Defaults = {inter: 2000, fall: 3, rise: 2};

const serverFlags = new Set([
	'check',
	'check-ssl',
	'no-check',
	'ssl',
	'backup',
	'send-proxy',
	'send-proxy-v2',
	'disabled',
]);
const serverValues = new Set(
	(
		'verify inter fastinter downinter fall rise weight maxconn port addr cookie ca-file crt sni check-sni on-marked-down ' +
		'on-marked-up slowstart resolvers init-addr observe on-error error-limit alpn check-alpn id'
	).split(' '),
);

export type Wrong = (message: string) => void;

export const serverOptions = (words: readonly string[], base: Defaults, wrong: Wrong): Defaults => {
	const options: {-readonly [key in keyof Defaults]: Defaults[key]} = {...base};
	for (let at = 0; at < words.length; at++) {
		const word = words[at]!;
		if (serverFlags.has(word)) {
			if (word === 'check') options.check = true;
			if (word === 'no-check') options.check = false;
			if (word === 'check-ssl') options.checkTls = true;
			if (word === 'ssl') Object.assign(options, {tls: true, checkTls: true});
			if (word === 'backup') options.backup = true;
			continue;
		}
		if (!serverValues.has(word)) {
			const near = nearest(word, [...serverFlags, ...serverValues]);
			wrong(`unknown keyword '${word}'${near === undefined ? '.' : `; did you mean '${near}' maybe ?`}`);
			return options;
		}
		const value = words[++at];
		if (value === undefined) {
			wrong(`'${word}' : missing value`);
			return options;
		}
		if (word === 'inter') {
			const interval = milliseconds(value);
			if (interval === undefined)
				wrong(`'inter' : unexpected character '${/[^\d]/.exec(value)?.[0] ?? value}' in argument to 'inter'.`);
			else options.inter = interval;
		}
		if (word === 'fall') options.fall = Number(value);
		if (word === 'rise') options.rise = Number(value);
		if (word === 'port') options.checkPort = Number(value);
		if (word === 'verify') options.verify = value === 'none' ? 'none' : 'required';
	}
	return options;
};
