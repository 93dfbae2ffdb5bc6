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

/** What haproxy takes on `default-server` from the beginning on; everything else it takes there from 1.8 on. */
const earlyDefaults = new Set(
	(
		'inter fastinter downinter fall rise port weight minconn maxconn maxqueue slowstart on-error on-marked-down ' +
		'on-marked-up error-limit'
	).split(' '),
);

/** Words of `server` with a parser of their own in 1.5, as it lists them; true where a value follows. */
const registered: Readonly<Record<string, boolean>> = {
	'ca-file': true,
	'check-ssl': false,
	ciphers: true,
	'crl-file': true,
	crt: true,
	'force-sslv3': false,
	'force-tlsv10': false,
	'force-tlsv11': false,
	'force-tlsv12': false,
	'no-sslv3': false,
	'no-tlsv10': false,
	'no-tlsv11': false,
	'no-tlsv12': false,
	'no-tls-tickets': false,
	ssl: false,
	verify: true,
	verifyhost: true,
	id: true,
};

const list = Object.entries(registered)
	.map(([word, hasValue]) => `\n    [${word === 'id' ? ' ALL' : ' SSL'}] ${word}${hasValue ? ' <arg>' : ''}`)
	.join('');

/** A line `default-server` as haproxy before 1.8 reads it. */
export const earlyDefaultServer = (words: readonly string[], base: Defaults, wrong: Wrong): Defaults => {
	const taken: string[] = [];
	const where = `'default-server ${words[0] ?? ''}'`;
	for (let at = 0; at < words.length; at++) {
		const word = words[at]!;
		if (earlyDefaults.has(word)) taken.push(word, ...words.slice(++at, at + 1));
		else if (registered[word] === undefined) {
			wrong(`${where} unknown keyword '${word}'. Registered keywords :${list}`);
			return base;
		} else {
			wrong(`${where} : '${word}' option is not accepted in default-server sections.`);
			if (registered[word]) at++;
		}
	}
	return serverOptions(taken, base, wrong);
};
