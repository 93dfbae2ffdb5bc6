// Notes that the operator types: into the journal and the report, about what was in sight.
import {focusOf} from './focus.ts';
import {entriesOf} from './progress.ts';
import type {Session} from './session.ts';
import {emptyField, type TextField} from './text-field.ts';
import {say} from './message.ts';

type About = {readonly task?: string; readonly host?: string};

export type Noting = {readonly field: TextField; readonly about: About};

/** On the walk the task in focus; where hosts are looked at, the host; elsewhere nothing in particular. */
const aboutOf = ({view, walk, engine, store, hosts, lists}: Session): About => {
	const shown = view.get();
	if (shown === 'hosts') {
		const host = hosts.get().open ?? lists.hosts.get().at ?? store.getState().hosts[0]?.name;
		return host === undefined ? {} : {host};
	}
	if (shown !== 'walk') return {};
	const focus = focusOf(engine, store.getState(), entriesOf(engine), walk.get());
	return focus ? {task: focus.entry.task.id, host: focus.host} : {};
};

export const takeNote = (session: Session): void => {
	if (session.watching) return say(session, 'quiet', ({lease}) => lease.watchingWhat);
	session.noting.send({field: emptyField, about: aboutOf(session)});
};

/** An empty note is none. */
export const keepNote = (session: Session): void => {
	const noting = session.noting.get();
	session.noting.send(undefined);
	const text = noting?.field.text.trim() ?? '';
	if (!noting || text === '') return;
	session.engine.note(text, noting.about);
	say(session, 'good', ({note}) => note.taken);
};
