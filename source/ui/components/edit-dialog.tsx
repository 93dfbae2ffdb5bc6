import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useSession, useSize, useTexts, useUi} from '../context.ts';
import {firstInSight} from '../fold.ts';
import {firstLine} from '../layout.ts';
import {plain} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {charactersOf, fieldOf, type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {useSuspend} from '../use-mouse.ts';
import {say} from '../message.ts';
import {saveEdit} from '../walk-actions.ts';
import type {Dialog as DialogState} from '../walk-state.ts';
import {Dialog} from './dialog.tsx';
import {Prose} from './prose.tsx';
import {Say} from './say.tsx';

type Props = {
	readonly dialog: Extract<DialogState, {kind: 'edit'}>;
	readonly entry: Entry;
	readonly height: number;
};

/** Where a line goes on beyond the screen its last columns say so. */
const cut = 2;

type LineProps = {readonly line: string; readonly cursor: number | undefined; readonly width: number};

const Line = ({line, cursor, width}: LineProps): ReactNode => {
	if (cursor === undefined) return <Say>{plain(line) || ' '}</Say>;
	const characters = charactersOf(line).map(plain);
	// Keep the cursor in sight on a line longer than the screen.
	const from = firstInSight(characters, cursor, width - cut);
	return (
		<Say>
			{characters.slice(from, cursor).join('')}
			<Say tone="chosen">{characters[cursor] ?? ' '}</Say>
			{characters.slice(cursor + 1).join('')}
		</Say>
	);
};

export const EditDialog = ({dialog, entry, height}: Props): ReactNode => {
	const session = useSession();
	const {doors} = useUi();
	const suspend = useSuspend();
	const {columns} = useSize();
	const texts = useTexts();
	const language = useLanguage();
	const {field, task, hosts} = dialog;
	const {walk} = session;

	const openOwnEditor = async (): Promise<void> => {
		const {editor} = doors;
		if (!editor) return;
		try {
			await suspend(async () => {
				walk.send({type: 'dialog-typed', field: fieldOf(await editor(field.text))});
			});
		} catch (error) {
			say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
		}
	};

	useKeys(
		'editor',
		{
			save: () => saveEdit(session, task, hosts, field.text),
			discard: () => walk.send({type: 'dialog-closed'}),
			restore: () => saveEdit(session, task, hosts, ''),
			ownEditor: () => void openOwnEditor(),
		},
		{typed: press => walk.send({type: 'dialog-typed', field: typeInto(field, press, 'many')})},
	);

	const lines = field.text.split('\n');
	const before = charactersOf(field.text).slice(0, field.at).join('').split('\n');
	const row = before.length - 1;
	const column = charactersOf(before[row] ?? '').length;
	const room = height - 6;
	const first = firstLine(lines.length, row, room);
	return (
		<Dialog
			title={texts.dialog.editTitle(entry.task.title[language])}
			actions={['save', 'discard', ...(doors.editor ? (['ownEditor'] as const) : []), 'restore']}
		>
			<Box flexDirection="column" flexShrink={0} height={2} overflow="hidden">
				<Prose tone="quiet">{texts.dialog.editHosts(plain(hosts.join(' ')))}</Prose>
			</Box>
			<Box flexDirection="column" height={room} overflow="hidden">
				{lines.slice(first, first + room).map((line, index) => (
					<Box key={first + index} height={1} flexShrink={0}>
						<Line line={line} cursor={first + index === row ? column : undefined} width={columns} />
					</Box>
				))}
			</Box>
		</Dialog>
	);
};
