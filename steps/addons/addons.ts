// The add-ons that are offered, in the order in which they are installed.
import type {Addon} from './addon.ts';

export const addons: readonly Addon[] = [];
