import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useSession, useTexts} from '../context.ts';
import {useHolder} from '../holder.ts';
import {keepNote} from '../note-actions.ts';
import {plain} from '../plain.ts';
import {type as typeInto} from '../text-field.ts';
import {useEntries} from '../use-entries.ts';
import {useKeys} from '../use-keys.ts';
import {Dialog} from './dialog.tsx';
import {Field} from './field.tsx';
import {Prose} from './prose.tsx';

/** One line for the record. The screen it was asked on comes back as it was. */
export const NoteDialog = (): ReactNode => {
	const session = useSession();
	const {note} = useTexts();
	const language = useLanguage();
	const entries = useEntries();
	const noting = useHolder(session.noting, noting => noting);
	useKeys(
		'typing',
		{accept: () => keepNote(session), cancel: () => session.noting.send(undefined)},
		{
			typed: press => {
				const now = session.noting.get();
				if (now) session.noting.send({...now, field: typeInto(now.field, press, 'one')});
			},
		},
	);
	if (!noting) return null;
	const {task, host} = noting.about;
	const title = entries.find(entry => entry.task.id === task)?.task.title[language] ?? task;
	const about = [title, host].filter(name => name !== undefined).join(language === 'en' ? ', ' : '，');
	return (
		<Dialog title={note.title} actions={['accept', 'cancel']}>
			<Prose>{about === '' ? note.general : note.about(plain(about))}</Prose>
			<Box marginTop={1} height={1}>
				<Field field={noting.field} />
			</Box>
		</Dialog>
	);
};
