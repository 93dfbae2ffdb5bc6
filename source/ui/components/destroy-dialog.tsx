import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useSession, useTexts} from '../context.ts';
import {plain} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import type {Dialog as DialogState} from '../walk-state.ts';
import {isGrave, run} from '../walk-actions.ts';
import {Dialog} from './dialog.tsx';
import {Field} from './field.tsx';
import {Prose} from './prose.tsx';
import {Say} from './say.tsx';

type Props = {readonly dialog: Extract<DialogState, {kind: 'destroy'}>; readonly entries: readonly Entry[]};

/** What cannot be brought back, or disturbs what runs, goes only after the plan's name was typed: Enter alone never gets here. */
export const DestroyDialog = ({dialog, entries}: Props): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const {field, run: what} = dialog;
	const {name, walk, engine} = session;
	const grave = entries.filter(({task}) => what.tasks.includes(task.id) && isGrave(task, engine.book));
	const destroys = grave.some(({task}) => task.risk === 'destructive');
	useKeys(
		'typing',
		{
			accept: () => {
				if (field.text.trim() !== name) return;
				walk.send({type: 'dialog-closed'});
				void run(session, what, true);
			},
			cancel: () => walk.send({type: 'dialog-closed'}),
		},
		{typed: press => walk.send({type: 'dialog-typed', field: typeInto(field, press, 'one')})},
	);
	return (
		<Dialog
			title={destroys ? texts.dialog.destroyTitle : texts.dialog.disturbTitle}
			tone={destroys ? 'bad' : 'warn'}
			actions={['accept', 'cancel']}
		>
			{engine.book.warning && <Prose>{engine.book.warning[language]}</Prose>}
			<Box flexDirection="column" marginY={1} flexShrink={1} overflow="hidden">
				{grave.map(({task, hosts}) => (
					<Say key={task.id}>{texts.dialog.undoHosts(task.title[language], plain(hosts.join(' ')))}</Say>
				))}
			</Box>
			<Prose tone="strong">{texts.dialog.destroyName(plain(name))}</Prose>
			<Box flexShrink={0} height={1}>
				<Field field={field} />
			</Box>
		</Dialog>
	);
};
