import {Box} from 'ink';
import type {ReactNode} from 'react';
import {firstInSight} from '../fold.ts';
import {plain} from '../plain.ts';
import {charactersOf, type TextField} from '../text-field.ts';
import {Say} from './say.tsx';

type Props = {readonly field: TextField; readonly active?: boolean; readonly secret?: boolean; readonly width?: number};

/** One line of text with its cursor; the part around the cursor stays in sight. */
export const Field = ({field, active = true, secret = false, width = 40}: Props): ReactNode => {
	const characters = charactersOf(field.text).map(character => (secret ? '*' : plain(character)));
	if (!active) return <Say>{characters.join('') || ' '}</Say>;
	// Long texts: drop whole characters from the front, so that the cursor is never cut away.
	const from = firstInSight(characters, field.at, width);
	return (
		<Box overflow="hidden" height={1}>
			<Say>
				{characters.slice(from, field.at).join('')}
				<Say tone="chosen">{characters[field.at] ?? ' '}</Say>
				{characters.slice(field.at + 1).join('')}
			</Say>
		</Box>
	);
};
