import {createDesk, presentOn, type Desk} from './desk.ts';
import type {Opened} from './doors.ts';
import {initialFindings, reduceFindings, type FindingsChange, type FindingsState} from './findings-state.ts';
import {createHolder, type Holder} from './holder.ts';
import {initialHosts, reduceHosts, type HostsChange, type HostsState} from './hosts-state.ts';
import {initialList, reduceList, type ListChange, type ListState} from './list.ts';
import type {Noting} from './note-actions.ts';
import {fieldOf} from './text-field.ts';
import {initialSurvey, reduceSurvey, type SurveyChange, type SurveyState} from './survey-state.ts';
import {listViews, viewsOf, type ListView, type View} from './views.ts';
import {initialWalk, reduceWalk, type WalkChange, type WalkState} from './walk-state.ts';

/** An open session, which of its screens is shown, and what they are doing. */
export type Session = Opened & {
	readonly view: Holder<View, View>;
	/** Where it opens, and where the way back ends. */
	readonly home: View;
	readonly lists: Readonly<Record<ListView, Holder<ListState, ListChange>>>;
	readonly findings: Holder<FindingsState, FindingsChange>;
	readonly survey: Holder<SurveyState, SurveyChange>;
	readonly hosts: Holder<HostsState, HostsChange>;
	/** A note while it is typed, about what was in sight. */
	readonly noting: Holder<Noting | undefined, Noting | undefined>;
	readonly walk: Holder<WalkState, WalkChange>;
	readonly desk: Desk;
};

const listsOf = (): Session['lists'] =>
	Object.fromEntries(
		listViews.map(view => [view, createHolder(reduceList, initialList)]),
	) as unknown as Session['lists'];

export const sessionOf = (opened: Opened): Session => {
	const desk = createDesk();
	opened.presentWith?.(presentOn(desk));
	const {notice, about} = opened;
	const home = viewsOf(opened)[0]!;
	const lists = listsOf();
	if (about !== undefined) {
		lists.findings.send({type: 'typed', field: fieldOf(about)});
		lists.findings.send({type: 'narrowed'});
	}
	const walk = createHolder(reduceWalk, initialWalk);
	if (notice !== undefined) walk.send({type: 'said', message: {tone: 'warn', say: () => notice}});
	return {
		...opened,
		view: createHolder((_: View, next: View) => next, home),
		home,
		lists,
		findings: createHolder(reduceFindings, initialFindings),
		survey: createHolder(reduceSurvey, initialSurvey),
		hosts: createHolder(reduceHosts, initialHosts),
		noting: createHolder<Noting | undefined, Noting | undefined>((_, next) => next, undefined),
		walk,
		desk,
	};
};
