import type {Text} from '../../source/engine/declare.ts';

/** A lab is a plan that is walked on simulated hosts. */
export type LabDeclaration = {
	readonly id: string;
	readonly title: Text;
	/** A cluster.yaml, word for word: read by the same rules as an operator's own. */
	readonly plan: string;
};
