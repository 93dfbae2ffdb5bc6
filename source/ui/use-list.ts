import {useMemo} from 'react';
import {useSession} from './context.ts';
import {useHolder} from './holder.ts';
import {narrow, openQuery, type ListState} from './list.ts';
import {type as typeInto} from './text-field.ts';
import {useKeys} from './use-keys.ts';
import type {ListView} from './views.ts';

export type Listed<Row> = {
	/** What the query leaves of the rows. */
	readonly rows: readonly Row[];
	/** Undefined when nothing is left. */
	readonly selected: Row | undefined;
	/** Where the selected row is; 0 when there is none. */
	readonly index: number;
	readonly list: ListState;
	/** There is something to go back to: all rows, or the screen that the session opened with. */
	readonly leads: boolean;
	/** Selects the row at this place, or the one that is nearest to it. */
	readonly moveTo: (index: number) => void;
};

type About<Row> = {
	readonly keyOf: (row: Row) => string;
	/** What a query looks through. */
	readonly textOf: (row: Row) => string;
	/** Rows that fit on the screen. */
	readonly page: number;
	/** A list that grows is followed at its end. */
	readonly grows?: true;
	/** A dialog of the screen lies on top. */
	readonly covered?: boolean;
};

/** The rows of a screen as a list: its keys move, narrow and leave it. */
export const useList = <Row>(view: ListView, all: readonly Row[], about: About<Row>): Listed<Row> => {
	const session = useSession();
	const holder = session.lists[view];
	const list = useHolder(holder, list => list);
	const {keyOf, textOf, page, grows = false, covered = false} = about;
	// oxlint-disable-next-line react/exhaustive-deps
	const rows = useMemo(() => narrow(all, list, textOf), [all, list.query, list.typing?.text]);
	const natural = grows ? Math.max(0, rows.length - 1) : 0;
	const found = list.at === undefined ? -1 : rows.findIndex(row => keyOf(row) === list.at);
	const index = found === -1 ? natural : found;
	const moveTo = (to: number): void => {
		const row = rows[Math.max(0, Math.min(to, rows.length - 1))];
		if (row !== undefined) holder.send({type: 'moved', to: keyOf(row)});
	};
	const move = (to: number) => (): void => moveTo(to);
	/** Back by one step: from a narrowed list to all of it, from a selected row to the natural place, then to where the session opens. */
	const back = (): void => {
		if (list.query !== '') holder.send({type: 'widened'});
		else if (found !== -1 && found !== natural) holder.send({type: 'followed'});
		else session.view.send(session.home);
	};
	const typing = list.typing !== undefined;
	useKeys(
		'list',
		{
			rowUp: move(index - 1),
			rowDown: move(index + 1),
			firstRow: move(0),
			lastRow: grows ? () => holder.send({type: 'followed'}) : move(rows.length - 1),
			pageUp: move(index - page),
			pageDown: move(index + page),
			narrow: () => holder.send(openQuery(list)),
			leaveList: back,
		},
		{active: !typing && !covered},
	);
	useKeys(
		'query',
		{acceptQuery: () => holder.send({type: 'narrowed'}), dropQuery: () => holder.send({type: 'widened'})},
		{
			active: typing,
			typed: press => list.typing && holder.send({type: 'typed', field: typeInto(list.typing, press, 'one')}),
		},
	);
	// What a dialog is about stays selected.
	const leads = list.query !== '' || view !== session.home;
	return {rows, selected: rows[index], index, list, leads, moveTo: covered ? () => undefined : moveTo};
};
