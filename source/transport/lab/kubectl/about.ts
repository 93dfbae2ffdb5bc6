// kubectl version, cluster-info, config, api-resources, auth can-i, get --raw and top.
import {healthText} from '../api-replies.ts';
import {serverVersion, versionInfo} from '../api-version.ts';
import {apiServerOn} from '../cluster/health.ts';
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import {type Client, clientVersion, configPath} from './client.ts';
import type {Flags} from './flags.ts';
import {kindNamed, kinds, groupOf} from './kinds.ts';
import {mayNot} from './select.ts';
import {printTable} from './table.ts';
import {word} from '../word.ts';

const kustomize = 'v5.8.1';

const long = (info: Record<string, string>): string =>
	`version.Info{Major:"${info['major']!}", Minor:"${info['minor']!}", GitVersion:"${info['gitVersion']!}", GitCommit:"${info['gitCommit']!}", GitTreeState:"clean", BuildDate:"${info['buildDate']!}", GoVersion:"${info['goVersion']!}", Compiler:"gc", Platform:"linux/amd64"}`;

/** Asked without a server the client's own half is printed all the same. */
export const versionVerb = (at: Shell, flags: Flags, client: Client | CommandResult | undefined): CommandResult => {
	const own = versionInfo(clientVersion(at));
	const connected = client !== undefined && 'machine' in client ? client : undefined;
	const trouble = client !== undefined && !('machine' in client) ? client : undefined;
	const server = connected === undefined ? undefined : versionInfo(serverVersion(connected.machine));
	const end = {stderr: trouble?.stderr ?? '', exit: trouble?.exit ?? 0};
	const output = flags.value('output');
	if (output === 'json' || output === 'yaml') {
		const value = {
			clientVersion: own,
			kustomizeVersion: kustomize,
			...(server === undefined ? {} : {serverVersion: server}),
		};
		return {stdout: output === 'json' ? `${JSON.stringify(value, undefined, 2)}\n` : writeYaml(value), ...end};
	}
	if (Number(own['minor']) < 28) {
		if (flags.has('short'))
			return {
				stdout: `Client Version: ${own['gitVersion']!}\n${server === undefined ? '' : `Server Version: ${server['gitVersion']!}\n`}`,
				...end,
			};
		return {
			stdout: `Client Version: ${long(own)}\n${server === undefined ? '' : `Server Version: ${long(server)}\n`}`,
			...end,
		};
	}
	if (flags.has('short')) return failed("error: unknown flag: --short\nSee 'kubectl version --help' for usage.\n");
	return {
		stdout: `Client Version: ${own['gitVersion']!}\nKustomize Version: ${kustomize}\n${server === undefined ? '' : `Server Version: ${server['gitVersion']!}\n`}`,
		...end,
	};
};

export const clusterInfo = ({server, minor}: Client): CommandResult => {
	const [green, yellow, plain] = minor < 24 ? ['\u001b[0;32m', '\u001b[0;33m', '\u001b[0m'] : ['', '', ''];
	const dns = minor < 24 ? 'KubeDNS' : 'CoreDNS';
	return said(`${green}Kubernetes control plane${plain} is running at ${yellow}${server}${plain}
${green}${dns}${plain} is running at ${yellow}${server}/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy${plain}

To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.
`);
};

type Named = {name: string; [more: string]: unknown};
type Config = {
	clusters?: Named[];
	users?: Named[];
	contexts?: (Named & {context: {cluster?: string; user?: string; namespace?: string}})[];
	'current-context'?: string;
};

/** Secrets are not shown; certificates are named, not printed. */
const hidden = (config: Config): unknown => ({
	...config,
	clusters: config.clusters?.map(({name, cluster}) => ({
		name,
		cluster: {...(cluster as object), 'certificate-authority-data': 'DATA+OMITTED'},
	})),
	users: config.users?.map(({name, user}) => ({
		name,
		user: Object.fromEntries(
			Object.entries(user as object).map(([key, value]) => [
				key,
				key.endsWith('-data') ? 'DATA+OMITTED' : key === 'token' ? 'REDACTED' : (value as unknown),
			]),
		),
	})),
});

export const configVerb = (at: Shell, flags: Flags): CommandResult => {
	const path = configPath(at, flags);
	const [what = '', value] = flags.words;
	const config = (readYaml(at.files.read(path) ?? '')[0] ?? {}) as Config;
	const empty = {
		apiVersion: 'v1',
		clusters: null,
		contexts: null,
		'current-context': '',
		kind: 'Config',
		preferences: {},
		users: null,
	};
	const now = config['current-context'] ?? '';
	if (what === 'view') {
		if (config.clusters === undefined) return said(writeYaml(empty));
		return said(writeYaml(flags.has('raw') ? config : hidden(config)));
	}
	if (what === 'current-context')
		return now === '' ? failed('error: current-context is not set\n') : said(`${now}\n`);
	if (what === 'get-contexts') {
		const rows = (config.contexts ?? []).map(({name, context}) => [
			name === now ? '*' : '',
			name,
			context.cluster ?? '',
			context.user ?? '',
			context.namespace ?? '',
		]);
		return said(printTable({head: ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'], rows}));
	}
	if (what === 'get-clusters') return said(`NAME\n${(config.clusters ?? []).map(({name}) => `${name}\n`).join('')}`);
	if (what === 'use-context') {
		if (!config.contexts?.some(({name}) => name === value))
			return failed(`error: no context exists with the name: "${value ?? ''}"\n`);
		at.files.write(path, writeYaml({...config, 'current-context': value}));
		return said(`Switched to context "${value!}".\n`);
	}
	if (what === 'set-context') {
		const name = flags.has('current') ? now : (value ?? '');
		const contexts = (config.contexts ?? []).map(entry =>
			entry.name === name
				? {
						...entry,
						context: {
							...entry.context,
							...(flags.value('namespace') === undefined ? {} : {namespace: flags.value('namespace')!}),
						},
					}
				: entry,
		);
		at.files.write(path, writeYaml({...config, contexts}));
		return said(`Context "${name}" modified.\n`);
	}
	return failed(`error: unknown command "${what}"\nSee 'kubectl config -h' for help and examples\n`);
};

export const apiResources = ({flags}: Client): CommandResult => {
	const wanted = flags.value('namespaced');
	const rows = kinds
		.filter(kind => wanted === undefined || String(kind.namespaced) === wanted)
		.map(kind => [kind.plural, kind.short.join(','), kind.apiVersion, String(kind.namespaced), kind.kind]);
	return said(
		printTable({head: ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'], rows}, !flags.has('no-headers')),
	);
};

export const authVerb = (client: Client): CommandResult => {
	const [what, verb = '', resource = ''] = client.flags.words;
	if (what === 'whoami')
		return said(
			`ATTRIBUTE   VALUE\nUsername    ${client.user.name}\nGroups      [${client.user.groups.join(' ')}]\n`,
		);
	if (what !== 'can-i') return failed(`error: unknown command "${what ?? ''}" for "kubectl auth"\n`);
	const [type = '', name] = resource.split('/');
	const kind = kindNamed(type) ?? {
		kind: type,
		plural: type,
		singular: type,
		short: [],
		apiVersion: 'v1',
		namespaced: true,
	};
	const admin =
		mayNot(
			client,
			verb === '*' ? 'create' : verb,
			kind,
			name,
			client.flags.has('all-namespaces') ? undefined : client.namespace,
		) === undefined;
	return said(`${admin ? 'yes' : 'no'}\n`, admin ? 0 : 1);
};

/** `get --raw PATH` prints what the API server answers; a failed health check is an error of the server. */
export const rawGet = (client: Client): CommandResult => {
	const path = client.flags.value('raw')!;
	const {world} = client.at;
	const [route = '', query = ''] = path.split('?');
	const endpoint = /^\/(healthz|livez|readyz)$/.exec(route)?.[1] as 'healthz' | 'livez' | 'readyz' | undefined;
	if (endpoint !== undefined) {
		const {ok, text} = healthText(
			endpoint,
			apiServerOn(world, client.machine) === 'serving',
			/(^|&)verbose/.test(query),
		);
		return ok
			? said(text)
			: failed(
					`Error from server (InternalError): an error on the server (${JSON.stringify(text.trimEnd())}) has prevented the request from succeeding\n`,
				);
	}
	if (route === '/version') return said(JSON.stringify(versionInfo(serverVersion(client.machine)), undefined, 2));
	const collection = /^\/apis?\/(?:v1|[\w.]+\/v\w+)(?:\/namespaces\/([\w-]+))?\/([a-z]+)(?:\/([\w.-]+))?$/.exec(
		route,
	);
	const kind = collection === null ? undefined : kindNamed(collection[2]!);
	if (collection === null || kind === undefined)
		return failed('Error from server (NotFound): the server could not find the requested resource\n');
	const objects = (world.cluster?.objects ?? []).filter(
		object =>
			object.kind === kind.kind &&
			(collection[1] === undefined || object.metadata.namespace === collection[1]) &&
			(collection[3] === undefined || object.metadata.name === collection[3]),
	);
	if (collection[3] !== undefined)
		return objects[0] === undefined
			? failed(
					`Error from server (NotFound): ${kind.plural}${groupOf(kind) === '' ? '' : `.${groupOf(kind)}`} "${collection[3]}" not found\n`,
				)
			: said(JSON.stringify(objects[0]));
	return said(
		`${JSON.stringify({kind: `${kind.kind}List`, apiVersion: kind.apiVersion, metadata: {resourceVersion: word(world.cluster?.revision, '0')}, items: objects})}\n`,
	);
};
