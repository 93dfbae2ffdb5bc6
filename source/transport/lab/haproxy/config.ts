// Reads haproxy.cfg as haproxy 2.6 does, or one before 1.8, and says what is wrong with it in haproxy's words.
import {keywords, nearest} from './keywords.ts';
import {consistency} from './consistency.ts';
import {type Defaults, type Wrong, earlyDefaultServer, factory, milliseconds, serverOptions} from './server.ts';
import type {HaproxyConfig, Proxy} from './model.ts';

export type Reading = {
	readonly config: HaproxyConfig;
	/** Lines of level ALERT without their prefix; with any of these haproxy does not start. */
	readonly alerts: readonly string[];
	readonly warnings: readonly string[];
};

const endpoint = (text: string): {host: string; port: number} | undefined => {
	const parts = /^(?:ipv[46]@)?(\[[^\]]*\]|[^:]*|::):(\d+)$/.exec(text);
	return parts === null ? undefined : {host: parts[1]!, port: Number(parts[2])};
};

type Defaulted = {
	mode: Proxy['mode'];
	balance: string;
	check?: Proxy['check'];
	expect?: Proxy['expect'];
	timeouts: Set<string>;
	log: boolean;
};

/** `path` is only for the messages. `early`: by haproxy before 1.8. */
export const readHaproxyConfig = (text: string, path: string, early = false): Reading => {
	const alerts: string[] = [];
	const warnings: string[] = [];
	const proxies: (Proxy & {timeouts: Set<string>})[] = [];
	let section = '';
	let proxy: (Proxy & {timeouts: Set<string>}) | undefined;
	let defaults: Defaulted = {mode: 'tcp', balance: 'roundrobin', timeouts: new Set(), log: false};
	let base: Defaults = factory;
	/** `default-server` of a proxy holds for that proxy, of `defaults` for all that follow. */
	let inSection: Defaults = factory;
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	else if (lines.length > 0) {
		const last = lines.at(-1)!;
		alerts.push(
			`config : parsing [${path}:${lines.length}]: Missing LF on last line, file might have been truncated at position ${last.length + 1}.`,
		);
	}

	for (const [index, raw] of lines.entries()) {
		const line = index + 1;
		const words = [
			...raw.replace(/(^|\s)#.*/, '').matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|((?:\\.|[^\s"'\\])+)/g),
		].map(([, double, single, plain]) => double ?? single ?? plain!.replaceAll(/\\(.)/g, '$1'));
		if (words[0] === 'no' && words.length > 1) words.shift();
		const [word, ...values] = words;
		if (word === undefined) continue;
		const wrong: Wrong = message => void alerts.push(`config : parsing [${path}:${line}] : ${message}`);
		if (keywords.sections.has(word)) {
			section = word;
			proxy = undefined;
			if (word === 'defaults') base = factory;
			inSection = base;
			if (word === 'defaults') defaults = {mode: 'tcp', balance: 'roundrobin', timeouts: new Set(), log: false};
			if (word !== 'frontend' && word !== 'backend' && word !== 'listen') continue;
			const name = values[0];
			if (name === undefined) {
				wrong(`'${word}' expects an <id> argument`);
				continue;
			}
			const same = proxies.find(
				other => other.name === name && (other.kind === word || word === 'listen' || other.kind === 'listen'),
			);
			if (same !== undefined)
				wrong(
					`${word} '${name}' has the same name as ${same.kind} '${name}' declared at ${path}:${same.line}.`,
				);
			proxy = {
				kind: word,
				name,
				line,
				mode: defaults.mode,
				balance: defaults.balance,
				binds: [],
				servers: [],
				log: defaults.log,
				disabled: false,
				timeouts: new Set(defaults.timeouts),
				...(defaults.check === undefined ? {} : {check: defaults.check}),
				...(defaults.expect === undefined ? {} : {expect: defaults.expect}),
			};
			proxies.push(proxy);
			continue;
		}
		if (section === '') {
			wrong(`unknown keyword '${word}' out of section.`);
			continue;
		}
		const known = keywords.of(section);
		if (known !== undefined && !known.has(word)) {
			const near = nearest(word, [...known]);
			wrong(
				`unknown keyword '${word}' in '${section}' section${near === undefined ? '' : `; did you mean '${near}' maybe ?`}`,
			);
			continue;
		}
		if (section === 'global' || known === undefined) continue;
		const target = proxy ?? defaults;
		if (word === 'mode') {
			if (values[0] === 'tcp' || values[0] === 'http') target.mode = values[0];
			else wrong(`unknown proxy mode '${values[0] ?? ''}'.`);
		} else if (word === 'timeout') {
			if (milliseconds(values[1] ?? '') === undefined)
				wrong(
					values[1] === undefined
						? `'timeout ${values[0] ?? ''}' expects an integer value (in milliseconds)`
						: `unexpected character '${/[^\d]/.exec(values[1])?.[0] ?? ''}' in 'timeout ${values[0]}'`,
				);
			target.timeouts.add(values[0] ?? '');
		} else if (word === 'balance') target.balance = values[0] ?? 'roundrobin';
		else if (word === 'log') target.log = true;
		else if (word === 'option' && values[0] === 'httpchk') {
			target.check = {
				method:
					values.length > 2
						? values[1]!
						: values.length === 2 && !values[1]!.startsWith('/')
							? values[1]!
							: values.length > 2
								? values[1]!
								: 'OPTIONS',
				uri: values.find(value => value.startsWith('/')) ?? '/',
			};
		} else if (word === 'option' && values[0] !== undefined && !keywords.options.has(values[0])) {
			const near = nearest(values[0], [...keywords.options]);
			wrong(`unknown option '${values[0]}'${near === undefined ? '.' : `; did you mean '${near}' maybe ?`}`);
		} else if (word === 'http-check' && values[0] === 'expect') {
			const at = values.findIndex(
				value => value === 'status' || value === 'string' || value === 'rstatus' || value === 'rstring',
			);
			if (at > 0)
				target.expect = {
					what: values[at]!.endsWith('status') ? 'status' : 'string',
					value: values.slice(at + 1).join(' '),
				};
		} else if (word === 'http-check' && values[0] === 'send') {
			const uri = values[values.indexOf('uri') + 1];
			const method = values[values.indexOf('meth') + 1];
			if (values.includes('uri') && uri !== undefined)
				target.check = {method: values.includes('meth') ? method! : 'GET', uri};
		} else if (word === 'default-server') {
			inSection = (early ? earlyDefaultServer : serverOptions)(values, inSection, wrong);
			if (proxy === undefined) base = inSection;
		} else if (proxy === undefined) continue;
		else if (word === 'bind') {
			for (const part of (values[0] ?? '').split(',')) {
				const place = endpoint(part);
				if (place === undefined || place.port < 1 || place.port > 65535)
					wrong(
						part === ''
							? `'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.`
							: `'bind' : invalid address: '${part}' in '${part}' (missing port number)`.replace(
									"invalid address: '",
									"invalid address: '",
								),
					);
				else
					proxy.binds.push({
						address: place.host === '' || place.host === '*' ? '0.0.0.0' : place.host,
						port: place.port,
						line,
					});
			}
		} else if (word === 'default_backend') {
			if (values[0] === undefined) wrong(`'default_backend' expects a backend name.`);
			else proxy.defaultBackend = {name: values[0], line};
		} else if (word === 'disabled') proxy.disabled = true;
		else if (word === 'server') {
			const [name, address] = values;
			if (name === undefined || address === undefined) {
				wrong(`'server' expects <name> and <addr>[:<port>] as arguments.`);
				continue;
			}
			if (proxy.kind === 'frontend') {
				warnings.push(
					`config : parsing [${path}:${line}] : 'server' ignored because frontend '${proxy.name}' has no backend capability.`,
				);
				continue;
			}
			if (proxy.servers.some(server => server.name === name)) {
				wrong(`'server' : server '${name}' is already declared in the backend '${proxy.name}'.`);
				continue;
			}
			const place = endpoint(address) ?? {host: address, port: 0};
			const options = serverOptions(values.slice(2), inSection, message =>
				wrong(`'server ${proxy!.name}/${name}' : ${message}`),
			);
			proxy.servers.push({
				check: false,
				checkTls: false,
				tls: false,
				verify: 'required',
				backup: false,
				...options,
				name,
				...place,
				line,
			});
		}
	}
	consistency(proxies, path, alerts, warnings);
	for (const read of proxies) delete (read as Partial<typeof read>).timeouts;
	return {config: {proxies}, alerts, warnings};
};
