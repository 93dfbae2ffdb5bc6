import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import {pointer, type Tone} from '../theme.ts';
import {Say} from './say.tsx';

type Props = {readonly here: boolean; readonly tone?: Tone};

/** Stands before the selected line; a screen reader is told that it is the selected one. */
export const Pointer = ({here, tone = 'strong'}: Props): ReactNode => {
	const {app} = useTexts();
	return (
		<Say tone={tone} heard={here ? app.selected : ''}>
			{here ? pointer : ' '}
		</Say>
	);
};
