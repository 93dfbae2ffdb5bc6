// kubewalk new, from flags.
import {dirname, relative, resolve} from 'node:path';
import {readFileSync} from 'node:fs';
import {textsOf, type Language, type Texts} from '../texts/texts.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import type {Io} from './io.ts';
import {parsePlan} from './load-plan.ts';
import {newPlanText, type PlanRequest} from './new-plan.ts';
import {writePlan} from './write-plan.ts';

export type NewOptions = {
	readonly language: Language;
	readonly name?: string;
	/** NAME=ADDRESS:ROLE, one per host. */
	readonly host?: readonly string[];
	readonly endpoint?: string;
	readonly external?: string;
	readonly single?: boolean;
	readonly kubernetes?: string;
	readonly network?: string;
	readonly networkScript?: string;
	readonly networkManifest?: string;
	readonly podSubnet?: string;
	readonly serviceSubnet?: string;
	readonly proxyMode?: string;
	readonly runtime?: string;
	readonly firewall?: string;
	readonly aptSource?: string;
	readonly aptKey?: string;
	readonly imagePrefix?: string;
	readonly imageInsecure?: boolean;
	readonly dockerHub?: string;
	readonly user?: string;
	readonly port?: string;
	readonly identity?: string;
	readonly jump?: string;
	readonly out?: string;
	readonly force?: boolean;
};

type Outcome<Value> = {readonly value: Value} | {readonly problem: string};

const hostOf = (text: string, words: Texts): Outcome<PlanRequest['hosts'][number]> => {
	const {name, bracketed, plain, role} =
		/^(?<name>[^=]+)=(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:]+)):(?<role>[a-z-]+)$/.exec(text)?.groups ?? {};
	const address = bracketed ?? plain;
	return name && address && role ? {value: {name, address, role}} : {problem: words.newPlan.badHost(text)};
};

const addressOf = (flag: string, text: string, words: Texts): Outcome<{address: string; port?: number}> => {
	const {bracketed, plain, port} =
		/^(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:[\]]+))(?::(?<port>\d+))?$/.exec(text)?.groups ?? {};
	const address = bracketed ?? plain;
	return address === undefined
		? {problem: words.newPlan.badAddress(flag, text)}
		: {value: {address, ...(port !== undefined && {port: Number(port)})}};
};

const endpointOf = ({endpoint, external, single}: NewOptions, words: Texts): Outcome<PlanRequest['endpoint']> => {
	const given = [endpoint, external, single || undefined].filter(choice => choice !== undefined);
	if (given.length > 1) return {problem: words.newPlan.oneEndpoint};
	if (single) return {value: {kind: 'single'}};
	const text = endpoint ?? external;
	if (text === undefined) return {problem: words.newPlan.noEndpoint};
	const found = addressOf(endpoint === undefined ? '--external' : '--endpoint', text, words);
	if ('problem' in found) return found;
	return {value: {kind: endpoint === undefined ? 'external' : 'keepalived-haproxy', ...found.value}};
};

/** Files that the plan names lie beside the plan, wherever the command was typed. */
const fromPlan = (options: NewOptions, path: string): string =>
	/^https?:\/\//.test(path) ? path : relative(dirname(resolve(options.out ?? 'cluster.yaml')), resolve(path));

const networkOf = (options: NewOptions, words: Texts): Outcome<PlanRequest['network'] | undefined> => {
	const {network, networkScript, networkManifest} = options;
	if ([network, networkScript, networkManifest].filter(choice => choice !== undefined).length > 1) {
		return {problem: words.newPlan.oneNetwork};
	}
	if (networkScript !== undefined) return {value: {script: fromPlan(options, networkScript)}};
	if (networkManifest !== undefined) return {value: {manifest: fromPlan(options, networkManifest)}};
	return {value: network};
};

type Simple = Omit<PlanRequest, 'hosts' | 'endpoint' | 'network' | 'ssh'>;

const simple = (options: NewOptions): Simple => {
	const {name, kubernetes: version, podSubnet, serviceSubnet, proxyMode, runtime, firewall} = options;
	const {aptSource, aptKey, imagePrefix, imageInsecure, dockerHub} = options;
	const all = {
		name,
		version,
		podSubnet,
		serviceSubnet,
		proxyMode,
		runtime,
		firewall,
		aptSource,
		aptKey,
		imagePrefix,
		dockerHub,
	};
	return {
		...(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Simple),
		...(imageInsecure && {imageInsecure}),
	};
};

const sshOf = ({user, port, identity, jump}: NewOptions): NonNullable<PlanRequest['ssh']> => ({
	...(user !== undefined && {user}),
	...(port !== undefined && {port: Number(port)}),
	...(identity !== undefined && {identity}),
	...(jump !== undefined && {jump}),
});

/** All that is wrong with the flags at once, or what they ask for. */
const requestOf = (options: NewOptions, words: Texts): {request: PlanRequest} | {problems: readonly string[]} => {
	const specs = options.host ?? [];
	const hosts = specs.map(text => hostOf(text, words));
	const endpoint = endpointOf(options, words);
	const network = networkOf(options, words);
	const problems = [...hosts, endpoint, network].flatMap(found => ('problem' in found ? found.problem : []));
	if (specs.length === 0) problems.unshift(words.newPlan.noHosts);
	if (problems.length > 0 || 'problem' in endpoint || 'problem' in network) return {problems};
	return {
		request: {
			...simple(options),
			hosts: hosts.flatMap(host => ('value' in host ? host.value : [])),
			endpoint: endpoint.value,
			...(network.value !== undefined && {network: network.value}),
			ssh: sshOf(options),
		},
	};
};

const read = (path: string): string | undefined => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
};

export const runNew = async (options: NewOptions, io: Io): Promise<ExitCode> => {
	const words = textsOf(options.language);
	const refuse = (problems: readonly string[]): ExitCode => {
		for (const problem of problems) io.stderr(`${problem}\n`);
		return exitCodes.usage;
	};
	const asked = requestOf(options, words);
	if ('problems' in asked) return refuse(asked.problems);
	const text = newPlanText(asked.request, words);
	const parsed = parsePlan(text, options.out ?? 'cluster.yaml', read);
	// The lines are of a file that nobody has seen yet: the sentence alone says what to write in the flag.
	if ('complaints' in parsed) return refuse(parsed.complaints.map(complaint => complaint.text[options.language]));
	if (options.out === undefined) {
		io.stdout(text);
		return exitCodes.done;
	}
	const problem = writePlan(options.out, text, options.force ?? false, words);
	if (problem !== undefined) return refuse([problem]);
	io.stderr(`${words.newPlan.written(options.out)}\n`);
	return exitCodes.done;
};
