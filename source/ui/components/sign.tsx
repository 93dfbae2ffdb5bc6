import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import type {Status} from '../../engine/event.ts';
import {answers, marks} from '../theme.ts';
import type {Surveyed} from '../../engine/engine.ts';
import {Say} from './say.tsx';

type Props = ({readonly status: Status} | {readonly answer: Surveyed['answer']}) & {
	/** Whose state it is, for who hears it without the column's title. */
	readonly of?: string;
	readonly chosen?: boolean;
};

/** A state as a mark; a screen reader is told the word. */
export const Sign = ({of = '', chosen = false, ...what}: Props): ReactNode => {
	const texts = useTexts();
	const [{sign, tone}, word] =
		'status' in what
			? [marks[what.status], texts.status[what.status]]
			: [answers[what.answer], texts.checks[what.answer]];
	return (
		<Say tone={tone} heard={texts.app.stateOf(of, word)}>
			{chosen ? <Say tone="chosen">{sign}</Say> : sign}
		</Say>
	);
};
