import type {Task} from './declare.ts';

/** Its commands would mend nothing: when the answer is no, a person has to do something, and `fix` says what. */
export const onlyAsks = ({run, check}: Task): boolean => run === check.ask;
