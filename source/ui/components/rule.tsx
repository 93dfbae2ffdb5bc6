import {Box} from 'ink';
import type {ReactNode} from 'react';

/** A thin line across. */
export const Rule = (): ReactNode => (
	<Box
		flexShrink={0}
		height={1}
		borderStyle="single"
		borderBottom={false}
		borderLeft={false}
		borderRight={false}
		borderDimColor
	/>
);

/** A thin line down, between two columns, and a space after it. */
export const Divider = (): ReactNode => (
	<Box
		flexShrink={0}
		width={2}
		borderStyle="single"
		borderTop={false}
		borderRight={false}
		borderBottom={false}
		borderDimColor
	/>
);
