import type {Text} from '../../source/engine/declare.ts';

export type Path = readonly (string | number)[];

/** One thing that is wrong with a written plan: where, and a sentence with what to write instead. */
export type Problem = {
	/** Keys and list positions from the top, such as ['hosts', 2, 'address']. */
	readonly path: Path;
	/** Points at the key itself and not at its value. */
	readonly atKey?: true;
	/** The key that is missing in the mapping at `path`; what stands there is in shape. */
	readonly missing?: string;
	/** The key that was probably meant. */
	readonly instead?: string;
	readonly text: Text;
};
