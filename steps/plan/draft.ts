import type {AddonName} from '../addons/addon.ts';
import {addonName, type WrittenPlan} from './schema.ts';

type Sketch<Value> = Value extends readonly (infer Item)[]
	? readonly (Sketch<Item> | undefined)[]
	: Value extends object
		? {readonly [Key in keyof Value]?: Sketch<Value[Key]> | undefined}
		: Value;

/** A written plan without what is not in shape: the cross-checks still see everything else. */
export type Draft = Sketch<WrittenPlan>;

/** The draft's hosts that are mappings, with their position in the list. */
export const hostsOf = (draft: Draft) =>
	(draft.hosts ?? []).flatMap((host, index) => (host === undefined ? [] : [{host, index}]));

/** By position, the add-ons that the draft names; undefined where what stands there is no add-on. */
export const addonsOf = (draft: Draft): readonly (AddonName | undefined)[] =>
	(draft.kubernetes?.addons ?? []).map(written => written && addonName(written));
