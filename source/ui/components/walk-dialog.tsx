import type {ReactNode} from 'react';
import type {Entry} from '../progress.ts';
import type {Dialog} from '../walk-state.ts';
import {DestroyDialog} from './destroy-dialog.tsx';
import {EditDialog} from './edit-dialog.tsx';
import {HeldDialog} from './held-dialog.tsx';
import {SkipDialog} from './skip-dialog.tsx';
import {UndoDialog} from './undo-dialog.tsx';

type Props = {readonly dialog: Dialog; readonly entries: readonly Entry[]; readonly height: number};

/** The dialog that is open on the walk screen. */
export const WalkDialog = ({dialog, entries, height}: Props): ReactNode => {
	if (dialog.kind === 'destroy') return <DestroyDialog dialog={dialog} entries={entries} />;
	if (dialog.kind === 'held') return <HeldDialog dialog={dialog} />;
	if (dialog.kind === 'undo') return <UndoDialog dialog={dialog} entries={entries} height={height} />;
	const entry = entries.find(({task}) => task.id === dialog.task);
	if (!entry) return null;
	return dialog.kind === 'skip' ? (
		<SkipDialog dialog={dialog} entry={entry} />
	) : (
		<EditDialog dialog={dialog} entry={entry} height={height} />
	);
};
