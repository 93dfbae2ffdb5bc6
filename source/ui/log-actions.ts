// What the keys of the log do.
import {textsOf, type Language} from '../texts/texts.ts';
import {logText, type LogRow} from './log.ts';
import type {Session} from './session.ts';
import {say} from './message.ts';
import {showInWalk} from './walk-actions.ts';

/** The rows that are shown, in a file that only this user can read. */
export const saveLog = (session: Session, rows: readonly LogRow[], language: Language): void => {
	try {
		const path = session.keepText?.('log.tsv', logText(rows, textsOf(language), language));
		if (path === undefined) say(session, 'warn', ({log}) => log.notSaved);
		else say(session, 'good', ({log}) => log.saved(path));
	} catch (error) {
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	}
};

/** To the task in the walk, with its commands and its output; to the finding, when it is a cure. */
export const goToTask = (session: Session, {task, host}: LogRow): void => {
	if (!session.store.getState().causes.offered[task.id])
		return showInWalk(session, {task: task.id, host, pane: 'output'});
	session.lists.findings.send({type: 'moved', to: task.id});
	session.view.send('findings');
};
