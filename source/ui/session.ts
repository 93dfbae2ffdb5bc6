import {createDesk, presentOn, type Desk} from './desk.ts';
import type {Opened} from './doors.ts';
import {createHolder, type Holder} from './holder.ts';
import {initialWalk, reduceWalk, type WalkChange, type WalkState} from './walk-state.ts';

/** An open session and what its screen is doing. */
export type Session = Opened & {readonly walk: Holder<WalkState, WalkChange>; readonly desk: Desk};

export const sessionOf = (opened: Opened): Session => {
	const desk = createDesk();
	opened.presentWith?.(presentOn(desk));
	return {...opened, walk: createHolder(reduceWalk, initialWalk), desk};
};
