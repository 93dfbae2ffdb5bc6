import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import {useHolder} from '../holder.ts';
import type {Start} from '../start-actions.ts';
import {Hints} from './hints.tsx';
import {Problems} from './problems.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

/** What the start screen asks for; below it what is wrong with the answer, and the keys. */
export const StartForm = ({start, children}: {readonly start: Start; readonly children: ReactNode}): ReactNode => {
	const texts = useTexts();
	const {problems, opening} = useHolder(start, state => state);
	return (
		<>
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={2} paddingTop={1}>
				{children}
				<Box flexDirection="column" marginTop={1} flexShrink={1} overflow="hidden">
					{opening && <Say tone="busy">{texts.start.opening}</Say>}
					<Problems problems={problems} />
				</Box>
			</Box>
			<Rule />
			<Hints actions={['accept', 'cancel']} />
		</>
	);
};
