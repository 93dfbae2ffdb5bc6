import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useSession, useTexts} from '../context.ts';
import type {Entry} from '../progress.ts';
import {type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import type {Dialog as DialogState} from '../walk-state.ts';
import {skip} from '../walk-actions.ts';
import {Dialog} from './dialog.tsx';
import {Field} from './field.tsx';
import {Prose} from './prose.tsx';
import {Say} from './say.tsx';

type Props = {readonly dialog: Extract<DialogState, {kind: 'skip'}>; readonly entry: Entry};

export const SkipDialog = ({dialog, entry}: Props): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const {field, task} = dialog;
	useKeys(
		'typing',
		{
			accept: () => field.text.trim() !== '' && skip(session, task, field.text.trim()),
			cancel: () => session.walk.send({type: 'dialog-closed'}),
		},
		{typed: press => session.walk.send({type: 'dialog-typed', field: typeInto(field, press, 'one')})},
	);
	return (
		<Dialog title={texts.dialog.skipTitle(entry.task.title[language])} actions={['accept', 'cancel']}>
			<Prose>{texts.dialog.skipWhy}</Prose>
			<Box gap={1} marginTop={1}>
				<Box flexShrink={0}>
					<Say tone="strong">{texts.dialog.reason}</Say>
				</Box>
				<Field field={field} />
			</Box>
		</Dialog>
	);
};
