// kubeadm token create | list | delete | generate.
import type {CommandResult, Shell} from '../command.ts';
import {bootstrapToken} from '../cluster/ids.ts';
import {get, list, remove} from '../cluster/objects.ts';
import {publicKeyHash} from '../cluster/x509.ts';
import {readYaml} from '../yaml.ts';
import type {KubeObject} from '../world.ts';
import {duration, isOn, readArguments} from './arguments.ts';
import {askApi} from './client.ts';
import {Stop, type Output} from './output.ts';
import {putToken, readData, tokenPattern} from './tokens.ts';

const switches = ['print-join-command', 'help'];
const valued = ['ttl', 'description', 'usages', 'groups', 'certificate-key', 'config', 'output', 'kubeconfig', 'v'];

const secrets = '/api/v1/namespaces/kube-system/secrets';

const malformed = (token: string): Stop =>
	new Stop(`the bootstrap token "${token}" was not of the form "\\\\A([a-z0-9]{6})\\\\.([a-z0-9]{16})\\\\z"`);

const joinCommand = (at: Shell, token: string, key: string | undefined): string => {
	const text = get(at.world, 'ConfigMap', 'cluster-info', 'kube-public')?.data?.['kubeconfig'] ?? '';
	const config = readYaml(text)[0] as {clusters: {cluster: Record<string, string>}[]};
	const {cluster} = config.clusters[0]!;
	const hash = publicKeyHash(Buffer.from(cluster['certificate-authority-data']!, 'base64').toString());
	const control = key === undefined ? '' : `--control-plane --certificate-key ${key}`;
	return `--token ${token} --discovery-token-ca-cert-hash sha256:${hash} ${control}`.replace(
		/^/,
		`kubeadm join ${cluster['server']!.replace('https://', '')} `,
	);
};

const create = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags, words, unknown} = readArguments(args, switches, valued);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const token = words[0] ?? bootstrapToken(at.world);
	if (!tokenPattern.test(token)) throw malformed(token);
	const ttl = duration(flags.get('ttl') ?? '24h');
	if (ttl === undefined)
		throw new Stop(
			`invalid argument "${flags.get('ttl')!}" for "--ttl" flag: time: invalid duration "${flags.get('ttl')!}"`,
		);
	askApi(
		at,
		`${secrets}/bootstrap-token-${token.split('.')[0]!}?timeout=10s`,
		'failed to create or update bootstrap token with name bootstrap-token-' + token.split('.')[0]! + ': ',
	);
	const id = token.split('.')[0]!;
	if (get(at.world, 'Secret', `bootstrap-token-${id}`, 'kube-system') !== undefined)
		throw new Stop(`a token with id "${id}" already exists`);
	const description = flags.get('description');
	putToken(at.world, token, {ttl, ...(description === undefined ? {} : {description})});
	out.print(
		isOn(flags, 'print-join-command')
			? spaced(joinCommand(at, token, flags.get('certificate-key')), out.minor)
			: token,
	);
	return out.result(0);
};

/** Old releases left the line's own continuation blanks in. */
const spaced = (line: string, minor: number): string =>
	minor < 24 ? line.replace(' --discovery', '     --discovery') : line.replace(/  +/g, ' ');

const residue = (milliseconds: number): string => {
	const seconds = Math.floor(milliseconds / 1000);
	if (seconds < 0) return '<invalid>';
	if (seconds < 60) return `${seconds}s`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
	return seconds < 86_400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
};

const columns: readonly (readonly [string, number])[] = [
	['TOKEN', 26],
	['TTL', 12],
	['EXPIRES', 23],
	['USAGES', 25],
	['DESCRIPTION', 59],
	['EXTRA GROUPS', 0],
];

const row = (cells: readonly string[]): string =>
	cells
		.map((cell, index) => cell.padEnd(columns[index]![1]))
		.join('')
		.trimEnd();

const usages = (secret: KubeObject): string =>
	['authentication', 'signing'].filter(use => readData(secret, `usage-bootstrap-${use}`) === 'true').join(',') ||
	'<none>';

const show = (secret: KubeObject, now: number): string => {
	const until = readData(secret, 'expiration');
	return row([
		`${readData(secret, 'token-id')}.${readData(secret, 'token-secret')}`,
		until === undefined ? '<forever>' : residue(Date.parse(until) - now),
		until ?? '<never>',
		usages(secret),
		readData(secret, 'description') ?? '<none>',
		readData(secret, 'auth-extra-groups') ?? '<none>',
	]);
};

const asJson = (secret: KubeObject): Record<string, unknown> => ({
	kind: 'BootstrapToken',
	apiVersion: 'output.kubeadm.k8s.io/v1alpha3',
	creationTimestamp: null,
	token: `${readData(secret, 'token-id')}.${readData(secret, 'token-secret')}`,
	...(readData(secret, 'description') === undefined ? {} : {description: readData(secret, 'description')}),
	...(readData(secret, 'expiration') === undefined ? {} : {expires: readData(secret, 'expiration')}),
	usages: usages(secret)
		.split(',')
		.filter(use => use !== '<none>'),
	groups: readData(secret, 'auth-extra-groups')?.split(',') ?? [],
});

const tokens = (at: Shell): KubeObject[] =>
	list(at.world, 'Secret', 'kube-system').filter(secret => secret['type'] === 'bootstrap.kubernetes.io/token');

const listAll = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags} = readArguments(args, switches, valued);
	askApi(
		at,
		`${secrets}?fieldSelector=type%3Dbootstrap.kubernetes.io%2Ftoken&timeout=10s`,
		'failed to list bootstrap tokens: ',
	);
	const found = tokens(at);
	if (flags.get('output') === 'json')
		for (const secret of found) out.print(JSON.stringify(asJson(secret), undefined, 4));
	else if (found.length > 0) {
		out.print(row(columns.map(([title]) => title)));
		for (const secret of found) out.print(show(secret, at.world.now));
	}
	return out.result(0);
};

const deleteTokens = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {words} = readArguments(args, switches, valued);
	if (words.length === 0)
		throw new Stop(
			'missing argument; \'kubeadm token delete\' is missing token of form ["^([a-z0-9]{6})$"] or ["^([a-z0-9]{6})\\.([a-z0-9]{16})$"]',
		);
	for (const word of words) {
		const id = word.split('.')[0]!;
		if (!/^[a-z0-9]{6}$/.test(id))
			throw new Stop(
				`given token didn't match pattern "\\\\A([a-z0-9]{6})\\\\z" or "\\\\A([a-z0-9]{6})\\\\.([a-z0-9]{16})\\\\z"`,
			);
		askApi(at, `${secrets}/bootstrap-token-${id}`, `failed to delete bootstrap token "${id}": `);
		if (remove(at.world, 'Secret', `bootstrap-token-${id}`, 'kube-system') === undefined)
			throw new Stop(`failed to delete bootstrap token "${id}": secrets "bootstrap-token-${id}" not found`);
		out.print(`bootstrap token "${id}" deleted`);
	}
	return out.result(0);
};

export const tokenCommand = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const [verb = 'list', ...rest] = args;
	if (verb === 'create') return create(rest, at, out);
	if (verb === 'list') return listAll(rest, at, out);
	if (verb === 'delete') return deleteTokens(rest, at, out);
	if (verb === 'generate') {
		out.print(bootstrapToken(at.world));
		return out.result(0);
	}
	throw new Stop(`invalid subcommand "${verb}"`);
};
