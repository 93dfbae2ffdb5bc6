// What waits for the operator's hands on hosts that kubewalk does not reach, and what the dialog about it is doing.
import type {Present, Reading, Returned, Sheet} from '../engine/sheet.ts';
import type {Texts} from '../texts/texts.ts';
import {createHolder, type Holder} from './holder.ts';
import type {Tone} from './theme.ts';

export type Waiting = {readonly sheet: Sheet; readonly give: (returned: Returned | undefined) => void};

export type Paste = {readonly text: string; readonly lines: number; readonly reading: Reading};

export type DeskState = {
	/** Answered first to last. */
	readonly waiting: readonly Waiting[];
	/** False when it was put aside: the walk screen is seen, and a key brings it back. */
	readonly shown: boolean;
	readonly scroll: number;
	readonly paste?: Paste;
	readonly said?: {readonly tone: Tone; readonly say: (texts: Texts) => string};
};

export type DeskChange =
	| {readonly type: 'presented'; readonly waiting: Waiting}
	| {readonly type: 'answered'; readonly sheet: Sheet}
	| {readonly type: 'shown'; readonly shown: boolean}
	| {readonly type: 'scrolled'; readonly by: number; readonly most: number}
	| {readonly type: 'pasted'; readonly text: string}
	| {readonly type: 'discarded'}
	| {readonly type: 'said'; readonly said: NonNullable<DeskState['said']>};

export type Desk = Holder<DeskState, DeskChange>;

const empty: DeskState = {waiting: [], shown: false, scroll: 0};

const fresh = ({waiting, shown}: DeskState): DeskState => ({waiting, shown, scroll: 0});

const countLines = (text: string): number => text.trim().split(/\r\n|\r|\n/).length;

const reduceDesk = (desk: DeskState, change: DeskChange): DeskState => {
	switch (change.type) {
		case 'presented': {
			const first = desk.waiting.length === 0;
			return {...desk, waiting: [...desk.waiting, change.waiting], shown: first || desk.shown};
		}
		case 'answered': {
			const current = desk.waiting[0]?.sheet === change.sheet;
			const waiting = desk.waiting.filter(({sheet}) => sheet !== change.sheet);
			return current ? fresh({...desk, waiting}) : {...desk, waiting};
		}
		case 'shown':
			return {...desk, shown: change.shown};
		case 'scrolled':
			return {...desk, scroll: Math.max(0, Math.min(desk.scroll + change.by, change.most))};
		case 'pasted': {
			const {said: _, ...rest} = desk;
			const [first] = desk.waiting;
			if (!first) return desk;
			// A long output may have to be copied piece by piece.
			const before = desk.paste === undefined ? '' : `${desk.paste.text.replace(/[\r\n]+$/, '')}\n`;
			const text = before + change.text;
			return {...rest, paste: {text, lines: countLines(text), reading: first.sheet.read(text)}};
		}
		case 'discarded': {
			const {said: _, paste: __, ...rest} = desk;
			return rest;
		}
		case 'said':
			return {...desk, said: change.said};
	}
};

export const createDesk = (): Desk => createHolder(reduceDesk, empty);

/** Puts sheets on the desk; an abort takes them away again. */
export const presentOn =
	(desk: Desk): Present =>
	(sheet, signal) =>
		new Promise(resolve => {
			const give = (returned: Returned | undefined): void => {
				signal.removeEventListener('abort', leave);
				desk.send({type: 'answered', sheet});
				resolve(returned);
			};
			const leave = (): void => give(undefined);
			signal.addEventListener('abort', leave);
			desk.send({type: 'presented', waiting: {sheet, give}});
		});
