import {Box} from 'ink';
import {useState, type ReactNode} from 'react';
import {useTexts, useUi} from '../context.ts';
import type {Asked} from '../shell.ts';
import {plain} from '../plain.ts';
import {emptyField, type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {Dialog} from './dialog.tsx';
import {Field} from './field.tsx';
import {Say} from './say.tsx';

/** A question of the front door: a host key to accept, a password, a word. */
export const Question = ({asked}: {readonly asked: Asked}): ReactNode => {
	const {shell} = useUi();
	const texts = useTexts();
	// What is typed here may be a password: it lives no longer than the question.
	const [field, setField] = useState(emptyField);
	const {question, answer} = asked;
	const confirm = question.kind === 'confirm';
	const give = (text: string | undefined) => (): void => {
		shell.send({type: 'answered'});
		answer(text);
	};
	useKeys('question', {agree: give('yes'), decline: give(undefined)}, {active: confirm});
	useKeys(
		'typing',
		{accept: give(field.text), cancel: give(undefined)},
		{active: !confirm, typed: press => setField(now => typeInto(now, press, 'one'))},
	);
	return (
		<Dialog title={plain(question.title)} actions={confirm ? ['agree', 'decline'] : ['accept', 'cancel']}>
			{question.lines.map(line => (
				<Box key={line} flexShrink={0}>
					<Say wrap="words">{plain(line) || ' '}</Say>
				</Box>
			))}
			{!confirm && (
				<Box height={1} flexShrink={0} marginTop={1}>
					<Field field={field} secret={question.kind === 'secret'} />
				</Box>
			)}
			{question.kind === 'secret' && <Say tone="quiet">{texts.app.secretsHidden}</Say>}
		</Dialog>
	);
};
