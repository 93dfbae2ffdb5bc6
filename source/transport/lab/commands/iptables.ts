// iptables and its family. Rules are kept as `-S` prints them, those of other tables with `-t NAME ` in front.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {loadModule} from '../kernel-modules.ts';

const builtin: Readonly<Record<string, readonly string[]>> = {
	filter: ['INPUT', 'FORWARD', 'OUTPUT'],
	nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
	mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
	raw: ['PREROUTING', 'OUTPUT'],
};

const quote = (word: string): string => (/[\s"]/.test(word) || word === '' ? `"${word}"` : word);

const protocolNames: Readonly<Record<string, string>> = {'6': 'tcp', '17': 'udp', vrrp: '112', VRRP: '112'};

/** Conditions as -S gives them back: -p with its -m, addresses with their prefix; order of options does not matter. */
const canonical = (words: readonly string[]): string => {
	const out: string[] = [];
	const first: string[] = [];
	let protocol: string | undefined;
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		const value = words[index + 1] ?? '';
		if (word === '-s' || word === '--source' || word === '-d' || word === '--destination') {
			first.push(
				word.startsWith('-s') || word === '--source' ? '-s' : '-d',
				value.includes('/') ? value : `${value}/32`,
			);
			index++;
		} else if (word === '-p' || word === '--protocol') {
			protocol = protocolNames[value] ?? value;
			index++;
		} else if (word === '-i' || word === '-o' || word === '--in-interface' || word === '--out-interface') {
			first.push(word === '-i' || word === '--in-interface' ? '-i' : '-o', value);
			index++;
		} else if (word === '--destination-port') out.push('--dport');
		else if (word === '--jump') out.push('-j');
		else out.push(quote(word));
	}
	if (protocol !== undefined && protocol !== 'all') {
		first.push('-p', protocol);
		if (
			['tcp', 'udp'].includes(protocol) &&
			out.some(word => word === '--dport' || word === '--sport') &&
			!out.join(' ').includes(`-m ${protocol}`)
		)
			out.unshift('-m', protocol);
	}
	// The comment of a rule stands before its target, whatever the order it was given in.
	return [...first, ...out].join(' ');
};

const listed = (at: Shell, table: string): readonly string[] =>
	at.machine.firewall.iptables
		.filter(rule => (table === 'filter' ? !rule.startsWith('-t ') : rule.startsWith(`-t ${table} `)))
		.map(rule => rule.replace(/^-t \S+ /, ''));

const policies = (at: Shell, table: string): string[] =>
	builtin[table]!.map(chain => `-P ${chain} ${listed(at, table).includes(`-P ${chain} DROP`) ? 'DROP' : 'ACCEPT'}`);

const chainsOf = (at: Shell, table: string): readonly string[] => [
	...builtin[table]!,
	...listed(at, table)
		.filter(rule => rule.startsWith('-N '))
		.map(rule => rule.slice(3)),
];

const rulesOf = (at: Shell, table: string, chain?: string): readonly string[] =>
	listed(at, table).filter(
		rule => rule.startsWith('-A ') && (chain === undefined || rule.startsWith(`-A ${chain} `)),
	);

const store = (at: Shell, table: string, rules: readonly string[]): void => {
	const others = at.machine.firewall.iptables.filter(rule =>
		table === 'filter' ? rule.startsWith('-t ') : !rule.startsWith(`-t ${table} `),
	);
	at.machine.firewall.iptables = [
		...others,
		...rules.map(rule => (table === 'filter' ? rule : `-t ${table} ${rule}`)),
	];
};

const table4 = (at: Shell, table: string, chain: string | undefined, lines: boolean): string =>
	chainsOf(at, table)
		.filter(name => chain === undefined || name === chain)
		.map(name => {
			const drop = listed(at, table).includes(`-P ${name} DROP`);
			const head = builtin[table]!.includes(name)
				? `Chain ${name} (policy ${drop ? 'DROP' : 'ACCEPT'})`
				: `Chain ${name} (1 references)`;
			const rows = rulesOf(at, table, name).map((rule, index) => {
				const value = (flag: string, otherwise: string): string =>
					new RegExp(`${flag} (\\S+)`).exec(rule)?.[1] ?? otherwise;
				const extra = [
					/--dports? (\S+)/.exec(rule) &&
						`${value('-p', '')} dpt${value('--dport', '').includes(':') ? 's' : ''}:${value('--dports?', '')}`,
					/--comment "?([^"]*?)"?(?= -|$)/.exec(rule) &&
						`/* ${/--comment "?([^"]*?)"?(?= -|$)/.exec(rule)![1]} */`,
				]
					.filter(Boolean)
					.join(' ');
				return `${lines ? String(index + 1).padEnd(5) : ''}${value('-j', '').padEnd(10)} ${value('-p', 'all').padEnd(4)} --  ${value('-s', '0.0.0.0/0').replace('/32', '').padEnd(20)} ${value('-d', '0.0.0.0/0').replace('/32', '').padEnd(20)} ${extra}`;
			});
			return `${head}\n${lines ? 'num  ' : ''}target     prot opt source               destination         \n${rows.map(row => `${row}\n`).join('')}`;
		})
		.join('\n');

const apply = (args: readonly string[], at: Shell): CommandResult => {
	const words = [...args];
	const takeValue = (...names: readonly string[]): string | undefined => {
		const index = words.findIndex(word => names.includes(word));
		return index === -1 ? undefined : words.splice(index, 2)[1];
	};
	const table = takeValue('-t', '--table') ?? 'filter';
	takeValue('-W', '--wait-interval');
	for (const [index, word] of words.entries())
		if (word === '-w' || word === '--wait') words.splice(index, /^\d+$/.test(words[index + 1] ?? '') ? 2 : 1);
	const tool = `${at.name} v1.8.9 (nf_tables)`;
	if (!builtin[table])
		return failed(
			`${tool}: can't initialize ${at.name} table \`${table}': Table does not exist (do you need to insmod?)\n`,
			3,
		);
	const lines = words.includes('--line-numbers');
	const rest = words.filter(word => !/^-[nvx]+$/.test(word) && word !== '--line-numbers' && word !== '--numeric');
	const index = rest.findIndex(word =>
		/^(-[ACDIRLSFZNXPE]|-[nv]*L[nv]*|--(append|check|delete|insert|list|list-rules|flush|new-chain|delete-chain|policy))$/.test(
			word,
		),
	);
	const verb = rest[index] ?? '';
	const [chain, ...body] = rest.slice(index + 1);
	const known = (name: string): boolean => chainsOf(at, table).includes(name);
	const none = failed(`${at.name}: No chain/target/match by that name.\n`);
	const all = listed(at, table);
	const rule = `-A ${chain ?? ''} ${canonical(body)}`;
	loadModule(at.machine, 'nft_compat');
	if (verb === '-S' || verb === '--list-rules') {
		if (chain !== undefined && !known(chain)) return none;
		const heads = [...policies(at, table), ...all.filter(entry => entry.startsWith('-N '))].filter(
			entry => chain === undefined || entry.split(' ')[1] === chain,
		);
		return said([...heads, ...rulesOf(at, table, chain)].map(line => `${line}\n`).join(''));
	}
	if (/L/.test(verb) || verb === '--list')
		return chain !== undefined && !known(chain) ? none : said(table4(at, table, chain, lines));
	if (verb === '-N' || verb === '--new-chain') {
		if (known(chain ?? '')) return failed(`${at.name}: Chain already exists.\n`);
		store(at, table, [...all, `-N ${chain}`]);
		return said('');
	}
	if (verb === '-F' || verb === '--flush')
		store(
			at,
			table,
			all.filter(entry => !entry.startsWith(chain === undefined ? '-A ' : `-A ${chain} `)),
		);
	else if (verb === '-X' || verb === '--delete-chain')
		store(
			at,
			table,
			all.filter(entry => !entry.startsWith('-N ') || (chain !== undefined && entry !== `-N ${chain}`)),
		);
	else if (verb === '-P' || verb === '--policy')
		store(at, table, [...all.filter(entry => !entry.startsWith(`-P ${chain} `)), `-P ${chain} ${body[0]}`]);
	else if (verb === '-Z') return said('');
	else if (!known(chain ?? '')) return none;
	else if (verb === '-C' || verb === '--check')
		return all.includes(rule)
			? said('')
			: failed(`${at.name}: Bad rule (does a matching rule exist in that chain?).\n`);
	else if (verb === '-A' || verb === '--append') store(at, table, [...all, rule]);
	else if (verb === '-I' || verb === '--insert') {
		const numbered = /^\d+$/.test(body[0] ?? '');
		const position = numbered ? Number(body[0]) : 1;
		const text = `-A ${chain} ${canonical(numbered ? body.slice(1) : body)}`;
		const own = rulesOf(at, table, chain);
		const mine = [...own.slice(0, position - 1), text, ...own.slice(position - 1)];
		store(at, table, [...all.filter(entry => !entry.startsWith(`-A ${chain} `)), ...mine]);
	} else if (verb === '-D' || verb === '--delete') {
		const target = /^\d+$/.test(body[0] ?? '') ? rulesOf(at, table, chain)[Number(body[0]) - 1] : rule;
		const place = all.indexOf(target ?? '');
		if (place === -1) return failed(`${at.name}: Bad rule (does a matching rule exist in that chain?).\n`);
		store(
			at,
			table,
			all.filter((_, position) => position !== place),
		);
	} else
		return failed(
			`${tool}: no command specified\nTry \`${at.name} -h' or '${at.name} --help' for more information.\n`,
			2,
		);
	return said('');
};

/** The rules of IPv6 are not kept: nothing in the lab's network speaks it. */
const iptables: LabCommand = {
	names: ['iptables', 'ip6tables', 'iptables-nft', 'iptables-legacy', 'ip6tables-nft'],
	changes: args => !args.some(arg => ['-S', '-L', '-C', '-nL', '-nvL'].includes(arg)),
	run: (args, at) => {
		if (args.includes('--version') || args.includes('-V')) return said(`${at.name} v1.8.9 (nf_tables)\n`);
		if (at.name.startsWith('ip6'))
			return args.includes('-S')
				? said('-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n')
				: args.includes('-C')
					? failed('ip6tables: Bad rule (does a matching rule exist in that chain?).\n')
					: said('');
		return apply(args, at);
	},
};

const saved = (at: Shell): string =>
	Object.keys(builtin)
		.filter(table => table === 'filter' || listed(at, table).length > 0)
		.map(table => {
			const chains = chainsOf(at, table).map(
				chain =>
					`:${chain} ${builtin[table]!.includes(chain) ? (listed(at, table).includes(`-P ${chain} DROP`) ? 'DROP' : 'ACCEPT') : '-'} [0:0]`,
			);
			return [`*${table}`, ...chains, ...rulesOf(at, table), 'COMMIT', ''].join('\n');
		})
		.join('');

const save: LabCommand = {
	names: ['iptables-save', 'ip6tables-save'],
	changes: false,
	run: (_, at) => said(at.name.startsWith('ip6') ? '' : saved(at)),
};

const restore: LabCommand = {
	names: ['iptables-restore', 'ip6tables-restore'],
	run: (args, at) => {
		if (at.name.startsWith('ip6')) return said('');
		if (!args.includes('-n') && !args.includes('--noflush')) at.machine.firewall.iptables = [];
		let table = 'filter';
		for (const line of at.stdin.split('\n')) {
			if (line.startsWith('*')) table = line.slice(1).trim();
			else if (line.startsWith(':')) {
				const [chain = '', policy] = line.slice(1).split(' ');
				const entry = policy === '-' ? `-N ${chain}` : policy === 'DROP' ? `-P ${chain} DROP` : undefined;
				if (entry && !listed(at, table).includes(entry)) store(at, table, [...listed(at, table), entry]);
			} else if (line.startsWith('-A ')) store(at, table, [...listed(at, table), line.trim()]);
		}
		return said('');
	},
};

export const iptablesCommands: readonly LabCommand[] = [iptables, save, restore];
