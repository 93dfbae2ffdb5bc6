// What the start screen offers: sessions that are open, and plans that lie near.
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {books, diagnosisBook} from '../../steps/books.ts';
import {listSessions, type Session} from '../session/sessions.ts';
import {summaryOf} from '../session/summary.ts';
import type {OpenSession} from '../ui/doors.ts';
import {isOfOtherVersion} from './saved-lab.ts';
import {home} from './state-home.ts';
import {holderOfSession, nameOf} from './watch-session.ts';

/** Nothing when it is closed, or when its journal cannot be read: `kubewalk sessions show` says why. */
const summarise = (session: Session): readonly OpenSession[] => {
	const {id, about, files, touched} = session;
	try {
		const {begun, outcome, settled} = summaryOf(session);
		if (outcome !== undefined || !begun) return [];
		const tasks = books.find(book => book.id === about.book)?.stages.flatMap(stage => stage.tasks) ?? [];
		const holder = holderOfSession(session);
		const name = id.replace(/^\d+-\d+-\d+-(.*)-\d+$/, '$1');
		return [
			{
				id,
				name,
				at: touched,
				simulated: about.lab !== undefined,
				finished: tasks.filter(({id}) => settled.includes(id)).length,
				total: tasks.length,
				...(about.book === diagnosisBook.id && {troubleshooting: true}),
				...(about.lab !== undefined &&
					existsSync(files.lab) &&
					isOfOtherVersion(files.lab) && {hostsGone: true}),
				...(holder && {holder: {by: nameOf(holder), pid: holder.pid}}),
			},
		];
	} catch {
		return [];
	}
};

/** Sessions that can be resumed, the newest first. */
export const openSessions = (): readonly OpenSession[] => listSessions(home()).flatMap(summarise);

/** The id that was given, else that of the last open session of its kind. */
export const sessionToResume = (
	id: string | true,
	kind: 'any' | 'walk' | 'troubleshooting' = 'any',
): string | undefined => {
	if (id !== true) return id;
	const isOfKind = ({troubleshooting}: OpenSession): boolean =>
		kind === 'any' || (troubleshooting === true) === (kind === 'troubleshooting');
	return openSessions().find(isOfKind)?.id;
};

const isPlan = (name: string): boolean => /^cluster.*\.ya?ml$/.test(name);

const plansIn = (folder: string): readonly string[] => {
	try {
		return readdirSync(folder).filter(isPlan);
	} catch {
		return [];
	}
};

/** cluster*.yaml in the folder and one folder below it, relative to the folder. */
export const plansNear = (folder: string): readonly string[] => {
	const below = readdirSync(folder, {withFileTypes: true}).filter(
		entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
	);
	return [
		...plansIn(folder),
		...below.flatMap(({name}) => plansIn(join(folder, name)).map(file => join(name, file))),
	];
};
