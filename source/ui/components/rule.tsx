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
