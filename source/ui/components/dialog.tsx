import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Action} from '../keys.ts';
import type {Tone} from '../theme.ts';
import {Hints} from './hints.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

type Props = {
	readonly title: string;
	readonly tone?: Tone;
	readonly children: ReactNode;
	readonly actions: readonly Action[];
};

/** Takes the place of what is under it: title, content, keys. Its height is that of the box it is put in. */
export const Dialog = ({title, tone = 'strong', children, actions}: Props): ReactNode => (
	<Box flexDirection="column" flexGrow={1} overflow="hidden">
		<Box height={1} flexShrink={0}>
			<Say tone={tone}>{title}</Say>
		</Box>
		<Rule />
		<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
			{children}
		</Box>
		<Rule />
		<Hints actions={actions} />
	</Box>
);
