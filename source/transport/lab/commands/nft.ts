import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {
	addChain,
	addStatement,
	addTable,
	applyRuleset,
	canonical,
	nextHandle,
	rulesetText,
	tableText,
} from '../firewall/nft-text.ts';
import type {NftTable} from '../world.ts';

const families = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);

/** `[family] table`, as every object of nft is named; the family left out is ip. */
const take = (words: readonly string[]): {family: string; name: string; rest: readonly string[]} =>
	families.has(words[0] ?? '')
		? {family: words[0]!, name: words[1] ?? '', rest: words.slice(2)}
		: {family: 'ip', name: words[0] ?? '', rest: words.slice(1)};

const missing = (_what: string): CommandResult => failed('Error: No such file or directory\n');

const find = (at: Shell, family: string, name: string): NftTable | undefined =>
	at.machine.firewall.tables?.find(table => table.family === family && table.name === name);

/** Tables that kube-proxy and network components wrote are text: a block each. */
const foreign = (at: Shell, family: string, name: string): string | undefined =>
	at.machine.firewall.nft.match(new RegExp(`^table ${family} ${name} \\{[\\s\\S]*?^\\}\\n`, 'm'))?.[0];

const list = (words: readonly string[], at: Shell, handles: boolean): CommandResult => {
	const [what, ...more] = words;
	if (what === 'ruleset') return said(rulesetText(at.machine, handles));
	if (what === 'tables') {
		const others = [...at.machine.firewall.nft.matchAll(/^table (\S+) (\S+) \{/gm)].map(
			([, family, name]) => `table ${family} ${name}\n`,
		);
		return said(
			[
				...(at.machine.firewall.tables ?? []).map(({family, name}) => `table ${family} ${name}\n`),
				...others,
			].join(''),
		);
	}
	const {family, name, rest} = take(more);
	const table = find(at, family, name);
	const text = table ? tableText(table, handles) : foreign(at, family, name);
	if (text === undefined) return missing(name);
	if (what === 'table') return said(text);
	if (what === 'chain') {
		const chain = table?.chains.find(other => other.name === rest[0]);
		return chain && table ? said(tableText({...table, chains: [chain]}, handles)) : missing(rest[0] ?? '');
	}
	return said(what === 'chains' || what === 'sets' || what === 'maps' ? text : '');
};

const rule = (verb: string, words: readonly string[], at: Shell): CommandResult => {
	const {family, name, rest} = take(words);
	const table = find(at, family, name);
	const chain = table?.chains.find(other => other.name === rest[0]);
	if (!table || !chain) return missing(name);
	const body = rest.slice(1);
	if (verb === 'delete') {
		const handle = Number(body[body.indexOf('handle') + 1]);
		if (!chain.rules.some(other => other.handle === handle)) return missing(String(handle));
		chain.rules = chain.rules.filter(other => other.handle !== handle);
		return said('');
	}
	const at0 = body[0] === 'index' || body[0] === 'position' || body[0] === 'handle' ? 2 : 0;
	const entry = {handle: nextHandle(table), text: canonical(body.slice(at0).join(' '))};
	chain.rules = verb === 'insert' ? [entry, ...chain.rules] : [...chain.rules, entry];
	return said('');
};

const change = (verb: string, words: readonly string[], at: Shell): CommandResult => {
	const [what, ...more] = words;
	if (what === 'rule') return rule(verb, more, at);
	const {family, name, rest} = take(more);
	if (what === 'table') {
		if (verb === 'add') addTable(at.machine, family, name);
		else if (find(at, family, name))
			at.machine.firewall.tables = at.machine.firewall.tables!.filter(table => table !== find(at, family, name));
		else {
			const text = foreign(at, family, name);
			if (text === undefined) return verb === 'destroy' ? said('') : missing(name);
			at.machine.firewall.nft = at.machine.firewall.nft.replace(text, '');
		}
		return said('');
	}
	const table = find(at, family, name);
	if (what !== 'chain' || !table) return missing(name);
	if (verb === 'delete') table.chains = table.chains.filter(chain => chain.name !== rest[0]);
	else {
		const chain = addChain(table, rest[0] ?? '');
		for (const line of rest
			.slice(1)
			.join(' ')
			.replace(/^\{|\}$/g, '')
			.split(';'))
			if (line.trim() !== '') addStatement(table, chain, line.trim());
	}
	return said('');
};

const flush = (words: readonly string[], at: Shell): CommandResult => {
	const [what, ...more] = words;
	if (what === 'ruleset') {
		at.machine.firewall.tables = [];
		at.machine.firewall.nft = '';
		return said('');
	}
	const {family, name, rest} = take(more);
	const table = find(at, family, name);
	if (!table) return missing(name);
	for (const chain of table.chains) if (what === 'table' || chain.name === rest[0]) chain.rules = [];
	return said('');
};

export const nft: LabCommand = {
	names: ['nft'],
	changes: args => !args.includes('list'),
	run: (args, at) => {
		if (args.includes('-v') || args.includes('--version')) return said('nftables v1.0.6 (Lester Gooch #5)\n');
		const file = args.indexOf('-f');
		if (file !== -1) {
			const path = args[file + 1] ?? '';
			const text = path === '-' ? at.stdin : at.files.read(at.path(path));
			if (text === undefined) return failed(`Error: Could not open file "${path}": No such file or directory\n`);
			const problem = args.includes('-c') ? undefined : applyRuleset(at.machine, text);
			return problem === undefined ? said('') : failed(`Error: ${problem}\n`);
		}
		const handles = args.includes('-a') || args.includes('--handle');
		// A rule may come as one word in quotes: nft reads its arguments as one line.
		const words = (args
			.filter(arg => !/^-[aceijnNSsty]+$/.test(arg) && arg !== '--handle')
			.join(' ')
			.match(/"[^"]*"|\S+/g) ?? []) as string[];
		const [verb, ...rest] = words;
		if (verb === 'list') return list(rest, at, handles);
		if (verb === 'flush') return flush(rest, at);
		if (['add', 'insert', 'delete', 'destroy', 'create'].includes(verb ?? ''))
			return change(verb === 'create' ? 'add' : verb!, rest, at);
		return failed(`Error: syntax error, unexpected string\n${words.join(' ')}\n`);
	},
};
