// Which objects a command line means: TYPE NAME, TYPE/NAME, TYPE,TYPE, with a selector and a namespace.
import {get, list} from '../cluster/objects.ts';
import {type CommandResult, failed} from '../command.ts';
import type {KubeObject} from '../world.ts';
import {type Client, unanswered} from './client.ts';
import {everything, groupOf, kindNamed, qualifiedPlural, type Kind} from './kinds.ts';
import {pathValues} from './jsonpath.ts';
import {word} from '../word.ts';

export type Group = {readonly kind: Kind; readonly objects: readonly KubeObject[]};
export type Selected = {
	readonly groups: readonly Group[];
	readonly missing: readonly string[];
	/** Objects were asked for by name. */ readonly named: boolean;
};

export const notFound = (kind: Kind, name: string): string =>
	`Error from server (NotFound): ${qualifiedPlural(kind)} "${name}" not found\n`;

const noSuchType = (word: string): CommandResult =>
	failed(`error: the server doesn't have a resource type "${word}"\n`);

const equal = /^\s*([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)\s*$/;
const among = /^\s*([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/;

/** A label selector: `a=b,c!=d,e,!f,g in (h,i)`. Undefined when it is none. */
export const labelMatcher = (
	selector: string,
): ((labels: Record<string, string> | undefined) => boolean) | undefined => {
	const parts = selector.split(/,(?![^(]*\))/).filter(part => part.trim() !== '');
	const tests = parts.map(part => {
		const pair = equal.exec(part);
		if (pair !== null)
			return (labels: Record<string, string>): boolean => (labels[pair[1]!] === pair[3]) === (pair[2] !== '!=');
		const set = among.exec(part);
		if (set !== null) {
			const values = set[3]!.split(',').map(value => value.trim());
			return (labels: Record<string, string>): boolean =>
				values.includes(labels[set[1]!] ?? '\0') === (set[2] === 'in');
		}
		const [, no, key] = /^\s*(!?)\s*([\w./-]+)\s*$/.exec(part) ?? [];
		return key === undefined
			? undefined
			: (labels: Record<string, string>): boolean => (labels[key] !== undefined) === (no === '');
	});
	return tests.includes(undefined) ? undefined : labels => tests.every(test => test!(labels ?? {}));
};

/** `status.phase=Running,metadata.name!=x`. */
const fieldMatcher =
	(selector: string) =>
	(object: KubeObject): boolean =>
		selector.split(',').every(part => {
			const [, path = '', operator, value] = /^([\w.]+)(==|=|!=)(.*)$/.exec(part.trim()) ?? [];
			const found = word(pathValues(`.${path}`, object)[0]);
			return (found === value) === (operator !== '!=');
		});

/** Node's own identity may read itself; the rest of the cluster is not its business. */
export const mayNot = (
	{user, minor}: Client,
	verb: string,
	kind: Kind,
	name?: string,
	namespace?: string,
): string | undefined => {
	if (user.groups.some(group => group === 'system:masters' || group === 'kubeadm:cluster-admins')) return undefined;
	const own = user.name.startsWith('system:node:') ? user.name.slice('system:node:'.length) : undefined;
	const reads = verb === 'get' || verb === 'list' || verb === 'watch';
	if (own !== undefined && reads && ['Node', 'Pod', 'Service', 'Lease', 'CSINode'].includes(kind.kind)) {
		// From 1.32 on a node sees no other node.
		if (kind.kind !== 'Node' || minor < 32 || (verb === 'get' && name === own)) return undefined;
	}
	const where = kind.namespaced
		? namespace === undefined
			? ' at the cluster scope'
			: ` in the namespace "${namespace}"`
		: ' at the cluster scope';
	const why =
		own !== undefined && kind.kind === 'Node' && name !== undefined
			? `: node '${own}' cannot read '${name}', only its own Node object`
			: '';
	return `Error from server (Forbidden): ${qualifiedPlural(kind)}${name === undefined ? '' : ` "${name}"`} is forbidden: User "${user.name}" cannot ${verb} resource "${kind.plural}" in API group "${groupOf(kind)}"${where}${why}\n`;
};

/** The words of a command line, cut into kinds and names. */
export const targets = (
	words: readonly string[],
): readonly {readonly type: string; readonly names: readonly string[]}[] => {
	if (words.some(word => word.includes('/')))
		return words.map(word => {
			const [type = '', name = ''] = word.split('/');
			return {type, names: [name]};
		});
	const [types = '', ...names] = words;
	return types.split(',').map(type => ({type, names}));
};

export const select = async (
	client: Client,
	words: readonly string[],
	verb = 'get',
): Promise<Selected | CommandResult> => {
	const {at, flags} = client;
	const everywhere = flags.has('all-namespaces');
	const wanted = targets(words).flatMap(({type, names}) =>
		type === 'all' ? everything.map(kind => ({type: kind, names})) : [{type, names}],
	);
	const selector = flags.value('selector');
	const matches = selector === undefined ? () => true : labelMatcher(selector);
	if (matches === undefined)
		return failed(
			`error: unable to parse requirement: <nil>: Invalid value: "${selector!}": name part must consist of alphanumeric characters\n`,
		);
	const field = flags.value('field-selector');
	const fields = field === undefined ? () => true : fieldMatcher(field);
	const groups: Group[] = [];
	const missing: string[] = [];
	for (const {type, names} of wanted) {
		const kind = kindNamed(type);
		if (kind === undefined) return noSuchType(type);
		const silent = await unanswered(client, `${verb} ${qualifiedPlural(kind)}`);
		if (silent !== undefined) return silent;
		const namespace = kind.namespaced && !everywhere ? client.namespace : undefined;
		if (names.length > 0 && everywhere && kind.namespaced)
			return failed('error: a resource cannot be retrieved by name across all namespaces\n');
		const objects: KubeObject[] = [];
		for (const name of names) {
			const denied = mayNot(client, verb === 'delete' ? 'delete' : 'get', kind, name, namespace);
			const object = denied === undefined ? get(at.world, kind.kind, name, namespace) : undefined;
			if (object === undefined) missing.push(denied ?? notFound(kind, name));
			else objects.push(object);
		}
		if (names.length === 0) {
			const denied = mayNot(client, 'list', kind, undefined, namespace);
			if (denied === undefined)
				objects.push(
					...list(at.world, kind.kind, namespace).filter(
						object => matches(object.metadata.labels) && fields(object),
					),
				);
			else missing.push(denied);
		}
		groups.push({kind, objects});
	}
	return {groups, missing, named: wanted.every(({names}) => names.length > 0)};
};
