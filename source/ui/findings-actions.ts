// What the keys of the findings do.
import {countOf} from '../engine/printed.ts';
import type {ToldRemedy} from '../engine/diagnose/tell.ts';
import type {FindingRow} from './findings.ts';
import {confirmedBy} from './findings.ts';
import type {Session} from './session.ts';
import {say, sayBusy} from './message.ts';
import {alone, copy, lookForCause} from './walk-actions.ts';

/** A session that is about what is wrong asks as soon as it is open, and again when it is gone on with: things change. */
export const lookFirst = async (session: Session): Promise<void> => {
	if (session.home === 'findings' && !session.pasted && !session.watching) await lookForCause(session);
};

/** Asks every host what is wrong: nothing is changed, so nobody has to confirm it. */
export const lookAgain = async (session: Session): Promise<void> => {
	const {doctor, watching, walk, engine, pasted} = session;
	if (pasted) return say(session, 'quiet', ({findings}) => findings.pasted);
	if (watching) return say(session, 'quiet', ({lease}) => lease.watchingWhat);
	if (!doctor) return say(session, 'quiet', ({findings}) => findings.noDoctor);
	if (walk.get().busy || engine.isRunning()) return sayBusy(session);
	await lookForCause(session);
};

/** Runs it as a task, and looks again whether the finding is gone. */
const runCure = async (session: Session, finding: string, remedy: string): Promise<void> => {
	const {doctor, findings, store} = session;
	findings.send({type: 'declined'});
	await alone(session, async () => {
		const outcome = await doctor!.cure(finding, remedy);
		const left = store.getState().diagnosis?.found.some(({id}) => id === finding);
		if (outcome !== 'done') say(session, 'bad', ({findings}) => findings.failed);
		else if (left) say(session, 'warn', ({findings}) => findings.stillThere);
		else say(session, 'good', ({findings}) => findings.cured);
	});
};

/** Enter on a remedy, or on a finding for its first one: what changes nothing runs at once, the rest is confirmed. */
export const askCure = (session: Session, {told, remedy: own}: FindingRow): void => {
	const {doctor, watching, walk, engine, findings, pasted} = session;
	const remedy = own ?? told.remedies[0];
	if (pasted) return say(session, 'quiet', ({findings}) => findings.pasted);
	if (watching) return say(session, 'quiet', ({lease}) => lease.watchingWhat);
	if (!doctor) return say(session, 'quiet', ({findings}) => findings.noDoctor);
	if (!remedy) return say(session, 'quiet', ({findings}) => findings.noCure);
	if (walk.get().busy || engine.isRunning()) return sayBusy(session);
	if (findings.get().looking) return say(session, 'warn', ({findings}) => findings.looking);
	session.lists.findings.send({type: 'moved', to: `${told.id}.${remedy.id}`});
	if (confirmedBy[remedy.risk] === 'nothing') return void runCure(session, told.id, remedy.id);
	findings.send({type: 'asked', finding: told.id, remedy: remedy.id});
};

/** The commands of the remedy, or of a finding's first one, for the terminal's clipboard. */
export const copyCure = (
	session: Session,
	{told, remedy: own}: FindingRow,
	write: (sequence: string) => void,
): void => {
	const commands = (own ?? told.remedies[0])?.commands;
	if (commands === undefined) return say(session, 'quiet', ({findings}) => findings.noCure);
	copy(session, commands, write);
};

/** A yes, or Enter after the cluster's name where the remedy destroys. */
export const confirmCure = (session: Session, {risk}: ToldRemedy): void => {
	const {asked} = session.findings.get();
	if (!asked || (confirmedBy[risk] === 'name' && asked.field.text.trim() !== session.name)) return;
	void runCure(session, asked.finding, asked.remedy);
};

/** Milliseconds between two looks at what a slow command prints. */
const between = 15_000;

/** Looks at a slow command's output when there is more of it. Trouble in looking is no news: the command goes on. */
export const suspect = async (
	{doctor, findings, store}: Session,
	task: string,
	host: string,
	now: number,
): Promise<void> => {
	if (!doctor?.suspect) return;
	const lines = countOf(store.getState().output, task, host);
	const {suspicion} = findings.get();
	if (suspicion?.task === task && suspicion.host === host) {
		if (suspicion.lines === lines || now - suspicion.at < between) return;
	}
	const about = {task, host, at: now, lines};
	findings.send({type: 'suspected', suspicion: about});
	try {
		const title = await doctor.suspect(task, host);
		if (title) findings.send({type: 'suspected', suspicion: {...about, title}});
	} catch {
		// Nobody asked for it.
	}
};
