import {Box} from 'ink';
import {useState, type ReactNode} from 'react';
import {useTexts, useUi} from '../context.ts';
import type {Asked} from '../shell.ts';
import {createHolder, useHolder} from '../holder.ts';
import {plain} from '../plain.ts';
import {emptyField, type as typeInto, type TextField} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {useSuspend} from '../use-mouse.ts';
import {Dialog} from './dialog.tsx';
import {Field} from './field.tsx';
import {Say} from './say.tsx';

/** A question of the front door: a host key to accept, a password, a word, or a program that wants the terminal. */
export const Question = ({asked}: {readonly asked: Asked}): ReactNode => {
	const {shell} = useUi();
	const texts = useTexts();
	const suspend = useSuspend();
	// What is typed here may be a password: it lives no longer than the question.
	const [field] = useState(() => createHolder((_: TextField, typed: TextField) => typed, emptyField));
	const shown = useHolder(field, field => field);
	const {question, answer} = asked;
	const confirm = question.kind === 'confirm' || question.kind === 'terminal';
	const give = (text: string | undefined) => (): void => {
		shell.send({type: 'answered'});
		answer(text);
	};
	const agree = async (): Promise<void> => {
		if (question.kind === 'terminal') await suspend(question.work);
		give('yes')();
	};
	useKeys('question', {agree: () => void agree(), decline: give(undefined)}, {active: confirm});
	useKeys(
		'typing',
		{accept: () => give(field.get().text)(), cancel: give(undefined)},
		{
			active: !confirm,
			typed: press => field.send(typeInto(field.get(), press, question.kind === 'secret' ? 'secret' : 'one')),
		},
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
					<Field field={shown} secret={question.kind === 'secret'} />
				</Box>
			)}
			{question.kind === 'secret' && <Say tone="quiet">{texts.app.secretsHidden}</Say>}
		</Dialog>
	);
};
