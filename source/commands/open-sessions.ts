// What the start screen offers: sessions that are open, and plans that lie near.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {books} from '../../steps/books.ts';
import {initialState, reduce} from '../engine/state.ts';
import {listSessions, type Listed} from '../session/sessions.ts';
import type {OpenSession} from '../ui/doors.ts';

const isFinished = (status: string): boolean => status === 'done' || status === 'satisfied' || status === 'skipped';

const summarise = (session: Listed): OpenSession => {
	const {rows} = session.events.reduce(reduce, initialState);
	const tasks = books.find(({id}) => id === session.book)?.stages.flatMap(stage => stage.tasks) ?? [];
	const finished = tasks.filter(({id}) => {
		const statuses = Object.values(rows[id] ?? {}).map(({status}) => status);
		return statuses.length > 0 && statuses.every(isFinished);
	});
	const {id, name, at, lab} = session;
	return {id, name, at, simulated: lab !== undefined, finished: finished.length, total: tasks.length};
};

/** Sessions that can be resumed, the newest first. */
export const openSessions = (home: string): readonly OpenSession[] =>
	listSessions(home)
		.filter(session => session.open)
		.map(summarise);

const isPlan = (name: string): boolean => /^cluster.*\.ya?ml$/.test(name);

/** cluster*.yaml in the folder and one folder below it, relative to the folder. */
export const plansNear = (folder: string): readonly string[] => {
	const entries = readdirSync(folder, {withFileTypes: true});
	const below = entries
		.filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
		.flatMap(({name}) => {
			try {
				return readdirSync(join(folder, name))
					.filter(isPlan)
					.map(file => join(name, file));
			} catch {
				return [];
			}
		});
	return [...entries.map(({name}) => name).filter(isPlan), ...below];
};
