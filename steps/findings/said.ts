// Words that count wherever they turn up, and that a question would bring to light.
import type {Evidence, Pattern} from '../../source/engine/declare.ts';

/** The words anywhere, so that free text counts; `by` are the questions to ask for them when nothing was pasted. */
export const said = (says: Pattern, ...by: readonly string[]): readonly Evidence[] => [{says}, {says, in: by}];
