// The questions that make a plan, and their answers in shape. Whether the plan is a good one, its own rules say.
import type {NamedAddress, PlanAnswers} from './doors.ts';
import {emptyField, fieldOf, type TextField} from './text-field.ts';

/** In the order in which they are asked: an answer is checked together with those before it. */
export const formFields = [
	'kind',
	'controlPlanes',
	'workers',
	'user',
	'jump',
	'address',
	'network',
	'version',
	'name',
	'path',
] as const;
export type FormField = (typeof formFields)[number];

/** Chosen, not typed. */
export const choices = {
	kind: ['keepalived-haproxy', 'kube-vip', 'external', 'single'],
	network: ['flannel', 'calico', 'cilium', 'none'],
} as const satisfies Partial<Record<FormField, readonly string[]>>;

export const choicesOf = (field: FormField): readonly string[] | undefined =>
	field in choices ? choices[field as keyof typeof choices] : undefined;

export type Form = Readonly<Record<FormField, TextField>> & {readonly at: FormField};

export const formOf = (): Form => ({
	at: 'kind',
	kind: fieldOf('keepalived-haproxy'),
	controlPlanes: emptyField,
	workers: emptyField,
	user: fieldOf('root'),
	jump: emptyField,
	address: emptyField,
	network: fieldOf('flannel'),
	version: fieldOf('1.36'),
	name: fieldOf('demo'),
	path: fieldOf('cluster.yaml'),
});

/** One control plane has no address of its own to share. */
export const askedOf = ({kind}: Pick<Form, 'kind'>): readonly FormField[] =>
	formFields.filter(field => field !== 'address' || kind.text !== 'single');

export const fieldAfter = (form: Form, by: 1 | -1): FormField => {
	const asked = askedOf(form);
	return asked[Math.max(0, Math.min(asked.length - 1, asked.indexOf(form.at) + by))]!;
};

export const chosenAfter = (field: FormField, now: string, by: 1 | -1): TextField => {
	const all = choicesOf(field) ?? [];
	return fieldOf(all[(all.indexOf(now) + by + all.length) % all.length] ?? now);
};

/** `10.0.0.1 db=10.0.0.2` with the letter m: m1 at 10.0.0.1, db at 10.0.0.2. */
export const namedAddresses = (text: string, letter: string): readonly NamedAddress[] =>
	text
		.split(/[\s,，、]+/)
		.filter(word => word !== '')
		.map((word, index) => {
			const [, name, address] = /^([^=]+)=(.+)$/.exec(word) ?? [];
			return {name: name ?? `${letter}${index + 1}`, address: address ?? word};
		});

export const answersOf = (form: Form): PlanAnswers => {
	const text = (field: FormField): string => form[field].text.trim();
	return {
		name: text('name'),
		version: text('version'),
		network: text('network'),
		kind: text('kind') as PlanAnswers['kind'],
		controlPlanes: namedAddresses(text('controlPlanes'), 'm'),
		workers: namedAddresses(text('workers'), 'w'),
		...(askedOf(form).includes('address') && {address: text('address')}),
		user: text('user'),
		...(text('jump') !== '' && {jump: text('jump')}),
		path: text('path'),
	};
};

/** A shared address in the hosts' own subnet that none of them has; whether it is free, nobody knows yet. */
export const offeredAddress = (
	{controlPlanes, workers}: PlanAnswers,
	subnet: string | undefined,
): string | undefined => {
	const [, start, prefix] = /^((?:\d+\.){3})\d+\/(\d+)$/.exec(subnet ?? '') ?? [];
	if (start === undefined || Number(prefix) > 24) return undefined;
	const taken = new Set([...controlPlanes, ...workers].map(({address}) => address));
	for (let last = 100; last < 250; last++) if (!taken.has(`${start}${last}`)) return `${start}${last}`;
	return undefined;
};
