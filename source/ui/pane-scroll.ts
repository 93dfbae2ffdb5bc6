// Scrolling the walk screen's panes: output away from its end, commands away from their beginning.
import {countOf} from '../engine/printed.ts';
import type {Focus} from './focus.ts';
import type {Layout} from './layout.ts';
import {plainLines} from './plain.ts';
import {previewOf} from './preview.ts';
import type {Session} from './session.ts';
import type {Pane} from './walk-state.ts';

/** Lines of it that are shown at once. */
export const pageOf = (layout: Layout, pane: Pane): number => {
	if (!layout.wide) return layout.pane;
	return pane === 'output' ? layout.output : layout.commands;
};

/** So many lines down, or up. A pane that was not chosen is chosen by that: only one is scrolled at a time. */
export const scrollPane = (session: Session, focus: Focus, layout: Layout, pane: Pane, lines: number): void => {
	const {walk, store, engine} = session;
	const {entry, host} = focus;
	if (pane !== focus.pane) walk.send({type: 'pane-selected', pane});
	const [by, most] =
		pane === 'output'
			? [-lines, countOf(store.getState().output, entry.task.id, host) - 1]
			: [lines, plainLines(previewOf(engine, entry.task.id, host).script).length - pageOf(layout, pane)];
	walk.send({type: 'scrolled', by, most: Math.max(0, most)});
};
