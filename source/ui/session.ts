import type {Opened} from './doors.ts';
import {createHolder, type Holder} from './holder.ts';
import {initialWalk, reduceWalk, type WalkChange, type WalkState} from './walk-state.ts';

/** An open session and what its screen is doing. */
export type Session = Opened & {readonly walk: Holder<WalkState, WalkChange>};

export const sessionOf = (opened: Opened): Session => ({...opened, walk: createHolder(reduceWalk, initialWalk)});
