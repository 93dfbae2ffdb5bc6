import type {ReactNode} from 'react';
import type {Line} from '../bash.ts';
import {Say} from './say.tsx';

/** A line of a command, its pieces told apart; folded so that it stays letter by letter. */
export const Bash = ({line}: {readonly line: Line}): ReactNode => (
	<Say wrap="fold">
		{line.length === 0
			? ' '
			: line.map(({text, kind}, index) => (
					// oxlint-disable-next-line react/no-array-index-key -- pieces repeat, and stand where they stand
					<Say key={index} tone={kind}>
						{text}
					</Say>
				))}
	</Say>
);
