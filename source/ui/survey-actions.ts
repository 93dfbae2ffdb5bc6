// What the keys of the survey do.
import type {Session} from './session.ts';
import {cellOf, type SurveyRow} from './survey-state.ts';
import {say, sayBusy} from './message.ts';
import {showInWalk} from './walk-actions.ts';

/** Asks every check on every host: nothing is changed, so nobody has to confirm it. */
export const askSurvey = async (session: Session): Promise<void> => {
	const {engine, survey, walk, watching} = session;
	if (watching) return say(session, 'quiet', ({lease}) => lease.watchingWhat);
	if (survey.get().asking !== undefined) return;
	// Answers that come while a task changes the host are neither the state before nor after.
	if (walk.get().busy || engine.isRunning()) return sayBusy(session);
	survey.send({type: 'asked', at: engine.now()});
	try {
		survey.send({type: 'answered', cells: await engine.survey(), at: engine.now()});
	} catch (error) {
		survey.send({type: 'gave-up'});
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	}
};

/** The screen asks by itself the first time. */
export const showSurvey = (session: Session): void => {
	session.view.send('survey');
	if (!session.survey.get().cells) void askSurvey(session);
};

/** The host before or after in the row, staying within its ends. */
export const chooseHost = ({survey}: Session, row: SurveyRow, step: 1 | -1): void => {
	const hosts = [...row.cells.keys()];
	const here = hosts.indexOf(cellOf(row, survey.get().host)?.host ?? '');
	const host = hosts[Math.max(0, Math.min(here + step, hosts.length - 1))];
	if (host !== undefined) survey.send({type: 'host-chosen', host});
};

/** The row's cell at the host, as a click chooses it; the one that is chosen already leads to what makes it so. */
export const pointAt = (
	session: Session,
	row: SurveyRow,
	host: string | undefined,
	chosen: string | undefined,
): void => {
	if (host !== undefined && host === chosen) return goToFix(session, row);
	if (host !== undefined && row.cells.has(host)) session.survey.send({type: 'host-chosen', host});
	session.lists.survey.send({type: 'moved', to: row.entry.task.id});
};

/** To the task that makes it so, in the walk: there its commands are run, edited or skipped. */
export const goToFix = (session: Session, row: SurveyRow): void => {
	const host = cellOf(row, session.survey.get().host)?.host;
	showInWalk(session, {task: row.entry.task.id, ...(host !== undefined && {host}), pane: 'commands'});
};
