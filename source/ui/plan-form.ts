// The few questions that make a plan, and their answers in shape. Whether the plan is a good one, its own rules say.
import type {Texts} from '../texts/texts.ts';
import type {NamedAddress, PlanAnswers} from './doors.ts';
import {emptyField, fieldOf, type TextField} from './text-field.ts';

export const formFields = ['name', 'version', 'controlPlanes', 'workers', 'endpoint', 'user', 'path'] as const;
export type FormField = (typeof formFields)[number];

export type Form = Readonly<Record<FormField, TextField>> & {readonly at: FormField};

export const formOf = (): Form => ({
	at: 'name',
	name: fieldOf('demo'),
	version: fieldOf('1.36'),
	controlPlanes: emptyField,
	workers: emptyField,
	endpoint: emptyField,
	user: fieldOf('root'),
	path: fieldOf('cluster.yaml'),
});

export const fieldAfter = (field: FormField, by: 1 | -1): FormField =>
	formFields[Math.max(0, Math.min(formFields.length - 1, formFields.indexOf(field) + by))]!;

const needed: readonly FormField[] = ['name', 'version', 'controlPlanes', 'user', 'path'];

/** `10.0.0.1 db=10.0.0.2` with the letter m: m1 at 10.0.0.1, db at 10.0.0.2. */
export const namedAddresses = (text: string, letter: string): readonly NamedAddress[] =>
	text
		.split(/[\s,，、]+/)
		.filter(word => word !== '')
		.map((word, index) => {
			const [, name, address] = /^([^=]+)=(.+)$/.exec(word) ?? [];
			return {name: name ?? `${letter}${index + 1}`, address: address ?? word};
		});

export const answersOf = (form: Form, texts: Texts): PlanAnswers | {readonly problems: readonly string[]} => {
	const text = (field: FormField): string => form[field].text.trim();
	const controlPlanes = namedAddresses(text('controlPlanes'), 'm');
	const problems = needed.filter(field => text(field) === '').map(field => texts.form.needed(texts.form[field]));
	const endpoint = text('endpoint');
	if (controlPlanes.length > 1 && endpoint === '') problems.push(texts.form.needsEndpoint);
	if (problems.length > 0) return {problems};
	return {
		name: text('name'),
		version: text('version'),
		controlPlanes,
		workers: namedAddresses(text('workers'), 'w'),
		...(endpoint !== '' && {endpoint}),
		user: text('user'),
		path: text('path'),
	};
};
