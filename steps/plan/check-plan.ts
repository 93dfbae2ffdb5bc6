// From what YAML read to the plan, or to everything that is wrong with it at once.
import type {Network, Plan} from '../plan.ts';
import {checkAddons} from './check-addons.ts';
import {checkEndpoint} from './check-endpoint.ts';
import {checkGateway} from './check-gateway.ts';
import {checkHosts} from './check-hosts.ts';
import {checkNetwork} from './check-network.ts';
import {checkRelease} from './check-release.ts';
import {checkSubnets} from './check-subnets.ts';
import {checkWays} from './check-ways.ts';
import {fillIn} from './defaults.ts';
import type {Draft} from './draft.ts';
import {explain} from './issues.ts';
import type {Path, Problem} from './problem.ts';
import {planSchema, type WrittenPlan} from './schema.ts';

/** The text of a file that the plan names, relative to the plan; undefined when it is not there. */
export type Read = (path: string) => string | undefined;

/** The same data with undefined where something is wrong. */
const without = (value: unknown, [key, ...rest]: Path): unknown => {
	if (key === undefined) return undefined;
	if (Array.isArray(value)) {
		return value.map((item: unknown, index): unknown => (index === key ? without(item, rest) : item));
	}
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
	return {...value, [key]: without((value as Record<string, unknown>)[key], rest)};
};

const isUrl = (source: string): boolean => /^https?:\/\//.test(source);

const ownNetwork = (network: unknown, read: Read): Network | Problem | undefined => {
	if (typeof network !== 'object' || network === null) return undefined;
	const {manifest, script} = network as {manifest?: string; script?: string};
	const path = ['kubernetes', 'network'];
	if ((manifest === undefined) === (script === undefined)) {
		// Either one was out of shape and is reported, or there is really none, or both.
		if (manifest === undefined && Object.keys(network).length > 0) return undefined;
		return {
			path,
			text: {
				en: 'kubernetes.network must hold one file of your own; write {manifest: FILE-or-URL} or {script: FILE}.',
				zh: 'kubernetes.network 只能写一个自己的文件；请写 {manifest: 文件或网址} 或 {script: 文件}。',
			},
		};
	}
	const kind = manifest === undefined ? 'script' : 'manifest';
	const source = manifest ?? script!;
	if (kind === 'manifest' && isUrl(source)) return {kind, source};
	const text = read(source);
	if (text !== undefined && text.trim() !== '') return {kind, source, text};
	const [en, zh] = text === undefined ? ['is not there', '不存在'] : ['is empty', '是空的'];
	return {
		path: [...path, kind],
		text: {
			en: `The file ${source} ${en}; write the path of a ${kind}, relative to the plan’s own folder.`,
			zh: `文件 ${source} ${zh}；请写${kind === 'manifest' ? '清单' : '脚本'}文件的路径，相对于计划文件所在的目录。`,
		},
	};
};

const isProblem = (found: Network | Problem | undefined): found is Problem => found !== undefined && 'path' in found;

const same = (one: Problem, other: Problem): boolean =>
	one.text.en === other.text.en && one.path.join('.') === other.path.join('.');

export const checkPlan = (
	raw: unknown,
	read: Read,
): {readonly plan: Plan} | {readonly problems: readonly Problem[]} => {
	const parsed = planSchema.safeParse(raw);
	const shape = parsed.success ? [] : explain(parsed.error.issues, raw);
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {problems: shape};
	const draft = shape.reduce<unknown>(
		(rest, {path, missing}) => (missing ? rest : without(rest, path)),
		raw,
	) as Draft;
	const network = ownNetwork(draft.kubernetes?.network, read);
	const problems = [
		...shape,
		...checkRelease(draft),
		...checkNetwork(draft),
		...checkAddons(draft),
		...checkGateway(draft),
		...checkHosts(draft),
		...checkWays(draft),
		...checkEndpoint(draft),
		...checkSubnets(draft),
		...(isProblem(network) ? [network] : []),
	];
	if (problems.length > 0 || !parsed.success) {
		return {problems: problems.filter((one, index) => problems.findIndex(other => same(one, other)) === index)};
	}
	return {plan: fillIn(parsed.data, namedNetwork(parsed.data) ?? (network as Network))};
};

const namedNetwork = ({kubernetes}: WrittenPlan): Network | undefined => {
	const network = kubernetes?.network ?? 'flannel';
	return typeof network === 'string' ? {kind: network} : undefined;
};
