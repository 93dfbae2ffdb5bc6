// What the keys of the hosts' screen do.
import {entriesOn} from './hosts.ts';
import {entriesOf, todoOf} from './progress.ts';
import type {Session} from './session.ts';
import {say} from './message.ts';
import {run} from './walk-actions.ts';

/** `suspend` hands the terminal over and takes it back. The screen is the same afterwards; what runs goes on meanwhile. */
export const openShell = async (
	session: Session,
	host: string,
	suspend: (work: () => Promise<void>) => Promise<void>,
): Promise<void> => {
	const {shell} = session;
	if (!shell) return say(session, 'quiet', ({hosts}) => hosts.noShell);
	try {
		let trouble: string | undefined;
		await suspend(async () => {
			trouble = await shell(host);
		});
		const why = trouble;
		if (why !== undefined) say(session, 'warn', ({hosts}) => hosts.shellTrouble(why));
	} catch (error) {
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	}
};

/** What is left of the book on the marked hosts, or on this one when none is. */
export const runOnHosts = async (session: Session, selected: string): Promise<void> => {
	const {engine, store, view, walk, hosts, watching} = session;
	if (watching) return say(session, 'quiet', ({lease}) => lease.watchingWhat);
	const {marked} = hosts.get();
	const names = marked.length > 0 ? marked : [selected];
	const left = entriesOf(engine).filter(entry =>
		names.some(name => entriesOn([entry], name).some(own => todoOf(store.getState(), own).length > 0)),
	);
	if (left.length === 0) return say(session, 'quiet', ({hosts}) => hosts.nothingLeft);
	walk.send({type: 'followed'});
	view.send('walk');
	hosts.send({type: 'unmarked'});
	await run(session, {tasks: left.map(({task}) => task.id), hosts: names});
};
