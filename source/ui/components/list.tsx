import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts, useUi} from '../context.ts';
import type {Action} from '../keys.ts';
import {firstLine} from '../layout.ts';
import type {Listed} from '../use-list.ts';
import {useMouse} from '../use-mouse.ts';
import {Field} from './field.tsx';
import {Hints} from './hints.tsx';
import {Pointer} from './pointer.tsx';
import {Say} from './say.tsx';

type Props<Row> = {
	readonly listed: Listed<Row>;
	readonly height: number;
	readonly keyOf: (row: Row) => string;
	readonly draw: (row: Row, selected: boolean) => ReactNode;
	/** What is said when there are no rows at all. */
	readonly empty: string;
	/** What a click on the selected row does; only what leads somewhere, and runs nothing. */
	readonly open?: Action;
};

/** The rows around the selected one, a line each. */
export const List = <Row,>({listed, height, keyOf, draw, empty, open}: Props<Row>): ReactNode => {
	const texts = useTexts();
	const {keyboard} = useUi();
	const {rows, selected, index, list, moveTo} = listed;
	const first = firstLine(rows.length, index, height);
	const box = useMouse({
		click: child => {
			if (child === -1) return;
			if (first + child !== index) moveTo(first + child);
			else if (open) keyboard.act(open);
		},
		wheel: lines => moveTo(index + lines),
	});
	const narrowed = list.query !== '' || list.typing !== undefined;
	return (
		<Box ref={box} flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			{rows.length === 0 && (
				<Say tone="quiet" wrap="words">
					{narrowed ? texts.list.nothingFound : empty}
				</Say>
			)}
			{rows.slice(first, first + height).map(row => (
				<Box key={keyOf(row)} height={1} flexShrink={0}>
					<Box width={2} flexShrink={0}>
						<Pointer here={row === selected} />
					</Box>
					{draw(row, row === selected)}
				</Box>
			))}
		</Box>
	);
};

type FooterProps = {
	readonly listed: Listed<unknown>;
	/** The screen's own keys, first what is wanted most. */
	readonly actions: readonly Action[];
};

/** How many rows are shown, and of which query; then the keys. While a query is typed it stands here. */
export const ListFooter = ({listed: {rows, index, list, leads}, actions}: FooterProps): ReactNode => {
	const texts = useTexts();
	const query = list.typing;
	return (
		<>
			<Box height={1} flexShrink={0} gap={2}>
				<Box flexShrink={1} overflow="hidden" gap={1}>
					{(query !== undefined || list.query !== '') && <Say tone="key">/</Say>}
					{query === undefined ? <Say>{list.query}</Say> : <Field field={query} />}
				</Box>
				<Box flexShrink={0}>
					<Say tone="quiet">{rows.length === 0 ? ' ' : texts.list.place(index + 1, rows.length)}</Say>
				</Box>
			</Box>
			<Hints
				actions={
					query === undefined
						? [...actions, 'narrow', ...(leads ? (['leaveList'] as const) : []), 'help', 'quit']
						: ['acceptQuery', 'dropQuery']
				}
			/>
		</>
	);
};
