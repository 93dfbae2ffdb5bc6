// Tokens of service accounts, and what the cluster's roles let such an account do.
import {createHmac} from 'node:crypto';
import type {World} from '../world.ts';
import {get, list} from './objects.ts';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A real one is signed with a key of the API servers; here what is secret about the cluster is its authority. */
const signature = (world: World, text: string): string =>
	createHmac('sha256', `${world.seed} ${world.cluster?.caHash ?? ''}`)
		.update(text)
		.digest('base64url');

export const makeToken = (world: World, namespace: string, name: string, seconds: number): string => {
	const issued = Math.floor(world.now / 1000);
	const text = `${base64({alg: 'RS256', kid: 'lab'})}.${base64({
		aud: ['https://kubernetes.default.svc.cluster.local'],
		exp: issued + seconds,
		iat: issued,
		iss: 'https://kubernetes.default.svc.cluster.local',
		sub: `system:serviceaccount:${namespace}:${name}`,
	})}`;
	return `${text}.${signature(world, text)}`;
};

/** `system:serviceaccount:NAMESPACE:NAME`; undefined: the API server does not take it. */
export const accountOf = (world: World, token: string): string | undefined => {
	const [head = '', body = '', mark = ''] = token.split('.');
	if (mark === '' || mark !== signature(world, `${head}.${body}`)) return undefined;
	const {sub, exp} = JSON.parse(Buffer.from(body, 'base64url').toString()) as {sub: string; exp: number};
	const [, , namespace = '', name = ''] = sub.split(':');
	return exp * 1000 > world.now && get(world, 'ServiceAccount', name, namespace) !== undefined ? sub : undefined;
};

type Subject = {readonly kind: string; readonly name: string; readonly namespace?: string};
type Rule = {
	readonly apiGroups?: readonly string[];
	readonly resources?: readonly string[];
	readonly verbs?: readonly string[];
};

/** Kubernetes' own roles are not written out in the lab: `view` reads what is in namespaces, but for secrets. */
const builtIn = (role: string, resource: string, verb: string): boolean =>
	role === 'cluster-admin' ||
	(role === 'view' &&
		['get', 'list', 'watch'].includes(verb) &&
		!['secrets', 'nodes', 'persistentvolumes'].includes(resource));

const allows = (rules: readonly Rule[], group: string, resource: string, verb: string): boolean =>
	rules.some(({apiGroups = [], resources = [], verbs = []}) =>
		(
			[
				[apiGroups, group],
				[resources, resource],
				[verbs, verb],
			] as const
		).every(([words, word]) => words.includes(word) || words.includes('*')),
	);

/** Whether a role that is bound to the account, in the whole cluster, lets it. */
export const accountMay = (world: World, account: string, verb: string, group: string, resource: string): boolean => {
	const [, , namespace = '', name = ''] = account.split(':');
	return list(world, 'ClusterRoleBinding').some(binding => {
		const subjects = (binding['subjects'] as readonly Subject[] | undefined) ?? [];
		const mine = subjects.some(
			subject => subject.kind === 'ServiceAccount' && subject.name === name && subject.namespace === namespace,
		);
		if (!mine) return false;
		const role = (binding['roleRef'] as {readonly name: string}).name;
		const rules = get(world, 'ClusterRole', role)?.['rules'] as readonly Rule[] | undefined;
		return builtIn(role, resource, verb) || allows(rules ?? [], group, resource, verb);
	});
};
