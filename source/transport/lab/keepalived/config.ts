// Reads keepalived.conf as keepalived 2.2.7 does, and says what is wrong with it in keepalived's words.
import type {InstanceConfig, KeepalivedConfig, TrackScript} from './model.ts';

type Line = {readonly words: readonly string[]; readonly line: number};
type Block = {readonly words: readonly string[]; readonly line: number; readonly body: readonly (Line | Block)[]};

export type KeepalivedReading = {
	readonly config: KeepalivedConfig;
	/** In the order keepalived says them. */
	readonly says: readonly string[];
	/** With these problems it does not start. */
	readonly fatal: boolean;
	readonly unbalanced: boolean;
};

const isBlock = (entry: Line | Block): entry is Block => 'body' in entry;

const words = (text: string): string[] =>
	[...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s{}"']+)|([{}])/g)].map(
		([, double, single, plain, brace]) => double ?? single ?? plain ?? brace!,
	);

/** How many braces are open at the end; below zero when there are too many closing ones. */
const parse = (text: string): {body: (Line | Block)[]; depth: number} => {
	const root: (Line | Block)[] = [];
	const open: (Line | Block)[][] = [root];
	let depth = 0;
	for (const [index, raw] of text.split('\n').entries()) {
		let rest: string[] = [];
		const flush = (): void => {
			if (rest.length > 0) open.at(-1)!.push({words: rest, line: index + 1});
			rest = [];
		};
		for (const word of words(raw.replace(/[#!].*/, ''))) {
			if (word === '{') {
				const body: (Line | Block)[] = [];
				const last = open.at(-1)!.at(-1);
				// The brace may stand on a line of its own.
				if (rest.length === 0 && last !== undefined && !isBlock(last)) {
					open.at(-1)!.pop();
					rest = [...last.words];
				}
				open.at(-1)!.push({words: rest, line: index + 1, body});
				rest = [];
				open.push(body);
				depth++;
			} else if (word === '}') {
				flush();
				if (open.length > 1) open.pop();
				depth--;
			} else rest.push(word);
		}
		flush();
	}
	return {body: root, depth};
};

const instanceWords = new Set(
	(
		'state interface virtual_router_id priority advert_int nopreempt preempt preempt_delay unicast_src_ip unicast_peer ' +
		'authentication virtual_ipaddress virtual_ipaddress_excluded track_script track_interface track_process ' +
		'dont_track_primary garp_master_delay garp_master_refresh garp_master_repeat garp_lower_prio_delay ' +
		'garp_lower_prio_repeat garp_master_refresh_repeat mcast_src_ip lvs_sync_daemon_interface notify notify_master ' +
		'notify_backup notify_fault notify_stop notify_master_rx_lower_pri smtp_alert virtual_routes virtual_rules ' +
		'use_vmac vmac_xmit_base version accept no_accept debug promote_secondaries strict_mode native_ipv6 ' +
		'higher_prio_send_advert lower_prio_no_advert kernel_rx_buf_size skip_check_adv_addr check_unicast_src'
	).split(' '),
);
const scriptWords = new Set('script interval timeout weight fall rise user init_fail'.split(' '));

/** `nics` are the interfaces the machine has. */
export const readKeepalivedConfig = (text: string, path: string, nics: readonly string[]): KeepalivedReading => {
	const {body, depth} = parse(text);
	const says: string[] = [];
	let fatal = depth !== 0;
	const at = (line: number): string => `(${path}: Line ${line})`;
	const number = (entry: Line, low: number, high: number): number | undefined => {
		const value = Number(entry.words[1]);
		if (!Number.isInteger(value)) {
			says.push(`${at(entry.line)} Invalid number '${entry.words[1] ?? ''}'`);
			return undefined;
		}
		if (value >= low && value <= high) return value;
		says.push(`${at(entry.line)} number '${entry.words[1]!}' outside range [${low}, ${high}]`);
		return undefined;
	};

	const readScript = (block: Block): TrackScript => {
		const script: TrackScript = {
			name: block.words[1] ?? '',
			command: '',
			interval: 1000,
			fall: 1,
			rise: 1,
			weight: 0,
		};
		for (const entry of block.body) {
			const [word, ...rest] = entry.words;
			if (word === 'script') script.command = rest.join(' ');
			else if (word === 'interval') script.interval = (number(entry, 1, 86_400) ?? 1) * 1000;
			else if (word === 'fall') script.fall = number(entry, 1, 1_000_000) ?? 1;
			else if (word === 'rise') script.rise = number(entry, 1, 1_000_000) ?? 1;
			else if (word === 'weight') script.weight = number(entry, -253, 253) ?? 0;
			else if (!scriptWords.has(word ?? '')) says.push(`${at(entry.line)} Unknown keyword '${word ?? ''}'`);
		}
		return script;
	};

	const readInstance = (block: Block): InstanceConfig => {
		const name = block.words[1] ?? '';
		const instance: InstanceConfig = {
			name,
			initial: 'BACKUP',
			nic: '',
			vrid: 0,
			priority: 100,
			advert: 1000,
			nopreempt: false,
			addresses: [],
			scripts: [],
		};
		let source: string | undefined;
		for (const entry of block.body) {
			const [word, value] = entry.words;
			const inner = isBlock(entry) ? entry.body : [];
			if (word === 'state') instance.initial = value === 'MASTER' ? 'MASTER' : 'BACKUP';
			else if (word === 'interface') {
				instance.nic = value ?? '';
				if (!nics.includes(instance.nic)) {
					says.push(
						`${at(entry.line)} WARNING - interface ${instance.nic} for vrrp_instance ${name} doesn't exist`,
					);
					fatal = true;
				}
			} else if (word === 'virtual_router_id') {
				instance.vrid = number(entry, 1, 255) ?? 0;
				if (instance.vrid === 0)
					says.push(`${at(entry.line)} (${name}): VRID '${value ?? ''}' not valid - must be between 1 & 255`);
			} else if (word === 'priority') {
				const priority = number(entry, 1, 255);
				if (priority === undefined)
					says.push(
						`${at(entry.line)} (${name}) Priority not valid! must be between 1 & 255. Using default 100`,
					);
				else instance.priority = priority;
			} else if (word === 'advert_int') instance.advert = Number(value) * 1000 || 1000;
			else if (word === 'nopreempt') instance.nopreempt = true;
			else if (word === 'unicast_src_ip') source = value;
			else if (word === 'unicast_peer') instance.unicast = {peers: inner.map(peer => peer.words[0]!)};
			else if (word === 'authentication') {
				// Only the first eight characters of the password are used.
				const password = inner.find(line => line.words[0] === 'auth_pass')?.words[1];
				if (password !== undefined) instance.password = password.slice(0, 8);
			} else if (word === 'virtual_ipaddress')
				instance.addresses = inner.map(line => {
					const [address, prefix] = line.words[0]!.split('/');
					const dev = line.words.indexOf('dev');
					return {
						address: address!,
						prefix: Number(prefix ?? 32),
						nic: dev === -1 ? '' : (line.words[dev + 1] ?? ''),
					};
				});
			else if (word === 'track_script')
				instance.scripts = inner.map(line => {
					const weight = line.words.indexOf('weight');
					return {name: line.words[0]!, weight: weight === -1 ? Number.NaN : Number(line.words[weight + 1])};
				});
			else if (!instanceWords.has(word ?? '')) says.push(`${at(entry.line)} Unknown keyword '${word ?? ''}'`);
		}
		if (instance.unicast !== undefined && source !== undefined) instance.unicast.source = source;
		for (const address of instance.addresses) if (address.nic === '') address.nic = instance.nic;
		return instance;
	};

	const blocks = body.filter(isBlock);
	const defaults = blocks
		.filter(block => block.words[0] === 'global_defs')
		.flatMap(block => block.body.map(line => line.words[0]));
	const scripts = blocks.filter(block => block.words[0] === 'vrrp_script').map(readScript);
	const instances = blocks.filter(block => block.words[0] === 'vrrp_instance').map(readInstance);
	if (depth > 0) says.push(`There are ${depth} missing '}'s or extra '{'s`);
	if (depth < 0) says.push(`There are ${-depth} extra '}'s or missing '{'s`);
	for (const instance of instances) {
		if (instance.vrid === 0) {
			says.push(`(${instance.name}) the virtual router id must be set`);
			fatal = true;
		}
		instance.scripts = instance.scripts.flatMap(({name, weight}) => {
			const script = scripts.find(other => other.name === name);
			if (script === undefined) says.push(`(${instance.name}) track script ${name} not found, ignoring...`);
			return script === undefined ? [] : [{name, weight: Number.isNaN(weight) ? script.weight : weight}];
		});
	}
	if (instances.some(instance => instance.nic !== '' && !nics.includes(instance.nic)))
		says.push('Non-existent interface specified in configuration');
	const config: KeepalivedConfig = {
		instances,
		scripts,
		scriptSecurity: defaults.includes('enable_script_security'),
		scriptUser: defaults.includes('script_user'),
	};
	return {config, says, fatal, unbalanced: depth !== 0};
};
