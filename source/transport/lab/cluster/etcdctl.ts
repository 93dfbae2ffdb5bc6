// etcdctl inside of an etcd container: members, health and status of endpoints, asked over the wire.
import type {CommandResult} from '../command.ts';
import type {FilesOf} from '../files.ts';
import {connect} from '../network.ts';
import type {EtcdMember, Machine, World} from '../world.ts';
import {etcdLeader, flag, machineOf, membersOf, quorumAt, running} from './health.ts';

type Options = {
	readonly endpoints: readonly string[];
	readonly format: string;
	readonly secure: boolean;
	readonly words: readonly string[];
	readonly cluster: boolean;
};

const readOptions = (args: readonly string[], env: ReadonlyMap<string, string>): Options => {
	let endpoints = env.get('ETCDCTL_ENDPOINTS') ?? '127.0.0.1:2379';
	let format = 'simple';
	let secure = env.get('ETCDCTL_CERT') !== undefined;
	let cluster = false;
	const words: string[] = [];
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		const [, name = '', inline] = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
		if (!arg.startsWith('-')) words.push(arg);
		else if (name === 'cluster') cluster = true;
		else {
			const value = inline ?? args[++index] ?? '';
			if (name === 'endpoints') endpoints = value;
			if (name === 'w' || name === 'write-out') format = value;
			if (name === 'cert') secure = true;
		}
	}
	return {endpoints: endpoints.split(','), format, secure, words, cluster};
};

const centre = (text: string, width: number): string =>
	`${' '.repeat(Math.floor((width - text.length) / 2))}${text}`.padEnd(width);

/** Heads are centred, cells stand to the right. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
	const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]!.length)));
	const line = `+${widths.map(width => '-'.repeat(width + 2)).join('+')}+`;
	const draw = (cells: readonly string[], place: (text: string, width: number) => string): string =>
		`|${cells.map((cell, column) => ` ${place(cell, widths[column]!)} `).join('|')}|`;
	const body = rows.map(row => draw(row, (text, width) => text.padStart(width)));
	return [line, draw(head, centre), line, ...body, line].map(text => `${text}\n`).join('');
};

type Answer =
	| {readonly endpoint: string; readonly machine: Machine; readonly member: EtcdMember}
	| {readonly endpoint: string; readonly error: string};

const late = 'context deadline exceeded';

/** Which member answers at an endpoint; without certificates nobody does. */
const ask = (world: World, filesOf: FilesOf, from: Machine, endpoint: string, secure: boolean): Answer => {
	const [, address = '127.0.0.1', port = '2379'] =
		/^(?:https?:\/\/)?\[?([^\]/]*?)\]?(?::(\d+))?$/.exec(endpoint) ?? [];
	const target = connect(world, filesOf, from, address, Number(port));
	if (target.outcome !== 'open' || target.listener.program !== 'etcd' || !secure) return {endpoint, error: late};
	const member = membersOf(world).find(entry => entry.id === target.machine.etcd?.memberId);
	return member === undefined ? {endpoint, error: late} : {endpoint, machine: target.machine, member};
};

const version = (machine: Machine): string =>
	/etcd:v?(\d+\.\d+\.\d+)/.exec(running(machine, 'etcd')?.image ?? '')?.[1] ?? '3.5.0';

const warning = (now: number, endpoint: string): string =>
	`{"level":"warn","ts":"${new Date(now).toISOString()}","logger":"etcd-client","caller":"v3@v3.6.8/retry_interceptor.go:65","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0xc00002c000/${endpoint.replace(/^https?:\/\//, '')}","attempt":0,"error":"rpc error: code = DeadlineExceeded desc = ${late}"}\n`;

const memberList = (world: World, {format}: Options): CommandResult => {
	const members = membersOf(world).toSorted((a, b) => (a.id < b.id ? -1 : 1));
	const started = (member: EtcdMember): string =>
		machineOf(world, member) === undefined && member.learner ? 'unstarted' : 'started';
	const rows = members.map(member => [
		member.id,
		started(member),
		member.name,
		`https://${member.address}:2380`,
		`https://${member.address}:2379`,
		String(member.learner),
	]);
	if (format === 'table')
		return {stdout: table(['ID', 'STATUS', 'NAME', 'PEER ADDRS', 'CLIENT ADDRS', 'IS LEARNER'], rows)};
	if (format === 'json') {
		const list = members.map(({id, name, address, learner}) => ({
			ID: Number.parseInt(id.slice(0, 13), 16),
			name,
			peerURLs: [`https://${address}:2380`],
			clientURLs: [`https://${address}:2379`],
			...(learner ? {isLearner: true} : {}),
		}));
		return {stdout: `${JSON.stringify({header: {cluster_id: 1, member_id: 1, raft_term: 2}, members: list})}\n`};
	}
	return {stdout: rows.map(row => `${row.join(', ')}\n`).join('')};
};

const health = (world: World, {format}: Options, answers: readonly Answer[]): CommandResult => {
	const rows = answers.map(answer => {
		const good = !('error' in answer) && quorumAt(world, answer.machine);
		const took = good ? `${(9 + (Number.parseInt(answer.member.id.slice(0, 2), 16) % 9)).toFixed(6)}ms` : '5.000s';
		return {endpoint: answer.endpoint, good, took, error: good ? '' : late};
	});
	const exit = rows.every(row => row.good) ? 0 : 1;
	const stderr = exit === 0 ? '' : 'Error: unhealthy cluster\n';
	if (format === 'table') {
		const cells = rows.map(row => [row.endpoint, String(row.good), row.took, row.error]);
		return {stdout: table(['ENDPOINT', 'HEALTH', 'TOOK', 'ERROR'], cells), stderr, exit};
	}
	if (format === 'json') {
		const list = rows.map(({endpoint, good, took, error}) => ({
			endpoint,
			health: good,
			took,
			...(good ? {} : {error}),
		}));
		return {stdout: `${JSON.stringify(list)}\n`, stderr, exit};
	}
	const good = rows.filter(row => row.good);
	const bad = rows.filter(row => !row.good);
	// The healthy are told on standard output, the others on standard error.
	return {
		stdout: good
			.map(row => `${row.endpoint} is healthy: successfully committed proposal: took = ${row.took}\n`)
			.join(''),
		stderr:
			bad.map(row => `${row.endpoint} is unhealthy: failed to commit proposal: ${row.error}\n`).join('') + stderr,
		exit,
	};
};

const status = (world: World, {format}: Options, answers: readonly Answer[]): CommandResult => {
	const leader = etcdLeader(world);
	const index = String((world.cluster?.revision ?? 0) + 300);
	const term = String(2 + membersOf(world).length);
	let stderr = '';
	const rows: string[][] = [];
	for (const answer of answers) {
		if ('error' in answer) {
			stderr += `${warning(world.now, answer.endpoint)}Failed to get the status of endpoint ${answer.endpoint} (${answer.error})\n`;
			continue;
		}
		const {member, machine, endpoint} = answer;
		const trouble = leader === undefined ? 'etcdserver: no leader' : '';
		const leads = String(member.id === leader?.id);
		rows.push([
			endpoint,
			member.id,
			version(machine),
			`${(size / 1e6).toFixed(1)} MB`,
			leads,
			String(member.learner),
			term,
			index,
			index,
			trouble,
		]);
	}
	const exit = stderr === '' ? 0 : 1;
	if (format === 'table') {
		const head = [
			'ENDPOINT',
			'ID',
			'VERSION',
			'DB SIZE',
			'IS LEADER',
			'IS LEARNER',
			'RAFT TERM',
			'RAFT INDEX',
			'RAFT APPLIED INDEX',
			'ERRORS',
		];
		return {stdout: table(head, rows), stderr, exit};
	}
	if (format === 'json') {
		const list = rows.map(row => ({
			Endpoint: row[0],
			Status: {
				header: {member_id: row[1], raft_term: Number(term)},
				version: row[2],
				leader: leader?.id,
				raftIndex: Number(index),
			},
		}));
		return {stdout: `${JSON.stringify(list)}\n`, stderr, exit};
	}
	return {stdout: rows.map(row => `${row.join(', ')}\n`).join(''), stderr, exit};
};

/** Bytes of a cluster's objects; its file is shown as 3.5 MB. */
const size = 3_500_000;

/** A member whose file is larger than its quota alarms the whole cluster. Ids are decimal here. */
const alarms = (world: World): string =>
	membersOf(world)
		.filter(member => {
			const machine = machineOf(world, member);
			const container = machine && running(machine, 'etcd');
			const quota = Number((container && flag(container, 'quota-backend-bytes')) ?? 2 ** 31);
			return quota > 0 && quota < size;
		})
		.map(member => `memberID:${BigInt(`0x${member.id}`)} alarm:NOSPACE \n`)
		.join('');

const removeMember = (world: World, id: string): CommandResult => {
	const member = membersOf(world).find(entry => entry.id === id);
	if (member === undefined) return {stderr: 'Error: etcdserver: member not found\n', exit: 1};
	world.cluster!.etcdMembers = membersOf(world).filter(entry => entry !== member);
	return {stdout: `Member ${id} removed from cluster cdf818194e3a8c32\n`};
};

export const etcdctl = (
	args: readonly string[],
	world: World,
	filesOf: FilesOf,
	from: Machine,
	env: ReadonlyMap<string, string> = new Map(),
): CommandResult => {
	const options = readOptions(args, env);
	const [noun, verb, id = ''] = options.words;
	if (noun === 'version')
		return {stdout: `etcdctl version: ${version(from)}\nAPI version: ${version(from).replace(/\.\d+$/, '')}\n`};
	const endpoints = options.cluster
		? membersOf(world).map(member => `https://${member.address}:2379`)
		: options.endpoints;
	const answers = endpoints.map(endpoint => ask(world, filesOf, from, endpoint, options.secure));
	if (noun === 'endpoint' && verb === 'health') return health(world, options, answers);
	if (noun === 'endpoint' && verb === 'status') return status(world, options, answers);
	if (answers.every(answer => 'error' in answer))
		return {stderr: `${warning(world.now, endpoints[0]!)}Error: ${late}\n`, exit: 1};
	if (noun === 'member' && verb === 'list') return memberList(world, options);
	if (noun === 'alarm' && verb === 'list') return {stdout: alarms(world)};
	if (noun === 'member' && verb === 'remove') return removeMember(world, id);
	return {stderr: `Error: unknown command "${noun ?? ''}" for "etcdctl"\nRun 'etcdctl --help' for usage.\n`, exit: 1};
};
