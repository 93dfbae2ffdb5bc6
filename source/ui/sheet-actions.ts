// What the keys of the dialog for work by hand do. Nothing here draws.
import {copySequence} from './clipboard.ts';
import type {DeskState} from './desk.ts';
import {plainLines} from './plain.ts';
import type {Session} from './session.ts';
import {lackIn} from './sheet-words.ts';

type Say = NonNullable<DeskState['said']>;

const say = ({desk}: Session, tone: Say['tone'], words: Say['say']): void =>
	desk.send({type: 'said', said: {tone, say: words}});

export const copySheet = (session: Session, write: (text: string) => void): void => {
	const [first] = session.desk.get().waiting;
	if (!first) return;
	const {script} = first.sheet;
	const sequence = copySequence(script);
	if (sequence === undefined) return say(session, 'warn', ({byHand}) => byHand.tooLong);
	write(sequence);
	say(session, 'good', ({walk}) => walk.copied(plainLines(script).length));
};

export const writeSheet = (session: Session): void => {
	const [first] = session.desk.get().waiting;
	if (!first) return;
	try {
		const path = session.writeSheet?.(first.sheet);
		if (path === undefined) say(session, 'warn', ({byHand}) => byHand.notSaved);
		else say(session, 'good', ({byHand}) => byHand.saved(path));
	} catch (error) {
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	}
};

/** Takes the paste when it is whole; what is lacking is said, and nothing is lost. */
export const takePaste = (session: Session): void => {
	const {waiting, paste} = session.desk.get();
	const [first] = waiting;
	if (!first) return;
	if (!paste) return say(session, 'warn', ({byHand}) => byHand.nothing);
	const {reading, text} = paste;
	if (reading.state === 'whole' || reading.state === 'not-run') first.give({pasted: text});
	if (reading.state === 'lacking') say(session, 'warn', texts => lackIn(texts, first.sheet, reading.lack));
};

/** The word on how it ended, which free text needs; without such a paste the keys mean nothing. */
export const sayEnding = (session: Session, well: boolean): void => {
	const {waiting, paste} = session.desk.get();
	if (paste?.reading.state === 'free') waiting[0]?.give({pasted: paste.text, well});
};

export const sayNeverRan = ({desk}: Session): void => {
	const [first] = desk.get().waiting;
	if (first?.sheet.kind === 'look') first.give('not-run');
};

/** First the paste goes, then the dialog. */
export const sheetBack = ({desk}: Session): void =>
	desk.send(desk.get().paste ? {type: 'discarded'} : {type: 'shown', shown: false});
