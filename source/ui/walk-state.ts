// What the walk screen is doing; what the session is lives in the store.
import type {Texts} from '../texts/texts.ts';
import type {TextField} from './text-field.ts';
import type {Tone} from './theme.ts';

export type Pane = 'commands' | 'output' | 'why';

/** What is about to run, held back until the person has typed the plan's name. */
export type Run = {readonly tasks: readonly string[]; readonly hosts?: readonly string[]};

export type Dialog =
	| {readonly kind: 'skip'; readonly task: string; readonly field: TextField}
	| {readonly kind: 'destroy'; readonly run: Run; readonly field: TextField}
	| {readonly kind: 'edit'; readonly task: string; readonly hosts: readonly string[]; readonly field: TextField}
	/** Another session has the hosts, as the store tells; what was to be run. `refused`: it is not gone. */
	| {readonly kind: 'held'; readonly run?: Run; readonly refused?: true}
	| {readonly kind: 'undo'; readonly tasks: readonly string[]; readonly scroll: number};

/** Said in words only when drawn, so that switching the language switches it too. */
export type Message = {
	readonly tone: Tone;
	readonly say: (texts: Texts) => string;
	/** No longer true when what runs has ended. */
	readonly whileBusy?: true;
};

export type WalkState = {
	/** Undefined: follow what runs, else what is next. */
	readonly task?: string;
	readonly host?: string;
	readonly pane?: Pane;
	/** Lines away from the natural place: from the top of commands, from the end of output. */
	readonly scroll: number;
	readonly dialog?: Dialog;
	readonly message?: Message;
	/** A run, an undo or a verification by hand is under way. */
	readonly busy: boolean;
	readonly stopping: boolean;
};

export type WalkChange =
	| {readonly type: 'task-selected'; readonly task: string}
	| {readonly type: 'host-selected'; readonly host: string}
	| {readonly type: 'pane-selected'; readonly pane: Pane}
	| {readonly type: 'scrolled'; readonly by: number; readonly most: number}
	| {readonly type: 'followed'}
	| {readonly type: 'dialog-opened'; readonly dialog: Dialog}
	| {readonly type: 'dialog-typed'; readonly field: TextField}
	| {readonly type: 'dialog-scrolled'; readonly by: number; readonly most: number}
	| {readonly type: 'dialog-closed'}
	| {readonly type: 'said'; readonly message: Message}
	| {readonly type: 'began'}
	| {readonly type: 'stopping'}
	| {readonly type: 'ended'};

export const initialWalk: WalkState = {scroll: 0, busy: false, stopping: false};

const without = <Key extends keyof WalkState>(walk: WalkState, ...names: readonly Key[]): Omit<WalkState, Key> => {
	const rest: Partial<Record<keyof WalkState, unknown>> = {...walk};
	for (const name of names) delete rest[name];
	return rest as Omit<WalkState, Key>;
};

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

export const reduceWalk = (walk: WalkState, change: WalkChange): WalkState => {
	switch (change.type) {
		case 'task-selected':
			return {...without(walk, 'pane', 'message'), task: change.task, scroll: 0};
		case 'host-selected':
			return {...without(walk, 'message'), host: change.host, scroll: 0};
		case 'pane-selected':
			return {...walk, pane: change.pane, scroll: 0};
		case 'scrolled':
			return {...walk, scroll: clamp(walk.scroll + change.by, change.most)};
		case 'followed':
			return {...without(walk, 'task', 'host', 'pane', 'message'), scroll: 0};
		case 'dialog-opened':
			return {...without(walk, 'message'), dialog: change.dialog};
		case 'dialog-typed':
			return walk.dialog && 'field' in walk.dialog
				? {...walk, dialog: {...walk.dialog, field: change.field}}
				: walk;
		case 'dialog-scrolled':
			return walk.dialog?.kind === 'undo'
				? {...walk, dialog: {...walk.dialog, scroll: clamp(walk.dialog.scroll + change.by, change.most)}}
				: walk;
		case 'dialog-closed':
			return without(walk, 'dialog');
		case 'said':
			return {...walk, message: change.message};
		case 'began':
			return {...without(walk, 'message'), busy: true, stopping: false};
		case 'stopping':
			return {...walk, stopping: true};
		case 'ended':
			return {...(walk.message?.whileBusy ? without(walk, 'message') : walk), busy: false, stopping: false};
	}
};
