// What printers of `kubectl get` are made of.
import type {KubeObject, World} from '../world.ts';
import {word} from '../word.ts';
import {age} from './age.ts';

export type View = {readonly world: World; readonly now: number; readonly minor: number};

export type Printer = {
	readonly head: readonly string[];
	readonly wide?: readonly string[];
	readonly row: (object: KubeObject, view: View) => readonly string[];
	readonly wideRow?: (object: KubeObject, view: View) => readonly string[];
};

export const none = '<none>';
export const text = (value: unknown, empty = none): string => word(value, empty);
export const created = (object: KubeObject, {now}: View): string => age(now, object.metadata.creationTimestamp);
export const spec = (object: KubeObject): Record<string, unknown> => object.spec ?? {};
export const status = (object: KubeObject): Record<string, unknown> => object.status ?? {};
export const number = (value: unknown): string => String((value as number | undefined) ?? 0);

export const labelText = (labels: unknown): string =>
	Object.entries((labels as Record<string, string> | undefined) ?? {})
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, value]) => `${key}=${value}`)
		.join(',') || none;
