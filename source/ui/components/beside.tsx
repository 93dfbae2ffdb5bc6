import {Box, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import type {Split} from '../layout.ts';
import {Divider, Rule} from './rule.tsx';

type Props = {
	readonly split: Split;
	/** A line of titles and the list. */
	readonly children: ReactNode;
	/** What is known of its selected row. */
	readonly detail: ReactNode;
};

/** A list and what is known of its selected row: one below the other, or beside it where there is room for both. */
export const Beside = ({split: {beside, list, detail: room}, children, detail}: Props): ReactNode => {
	const aloud = useIsScreenReaderEnabled();
	if (!beside || aloud)
		return (
			<>
				{children}
				<Rule />
				{detail}
			</>
		);
	return (
		<Box height={room.rows} flexShrink={0} overflow="hidden">
			<Box width={list.columns} flexDirection="column" flexShrink={0} overflow="hidden" marginRight={1}>
				{children}
			</Box>
			<Divider />
			<Box width={room.columns} flexDirection="column" flexShrink={0} overflow="hidden">
				{detail}
			</Box>
		</Box>
	);
};
