import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useSession, useStore, useTexts} from '../context.ts';
import {leaseWords} from '../lease-words.ts';
import {useKeys} from '../use-keys.ts';
import {takeOver} from '../walk-actions.ts';
import type {Dialog as DialogState} from '../walk-state.ts';
import {Dialog} from './dialog.tsx';
import {Prose} from './prose.tsx';

type Props = {readonly dialog: Extract<DialogState, {kind: 'held'}>};

/** Who has the hosts, since when, and what it is at. From one who is gone they can be taken over, and only by a y. */
export const HeldDialog = ({dialog}: Props): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const holder = useStore(state => state.holder);
	const {lease} = texts;
	const gone = holder?.gone ?? false;
	const close = (): void => session.walk.send({type: 'dialog-closed'});
	useKeys('typing', {accept: close, cancel: close}, {active: !gone});
	useKeys('confirm', {yes: () => void takeOver(session, dialog.run), no: close}, {active: gone});
	if (!holder) return null;
	const words = leaseWords(holder, texts);
	const what = gone ? lease.gone : dialog.refused ? lease.notGone : lease.held;
	return (
		<Dialog
			title={gone ? lease.goneTitle : lease.heldTitle}
			tone="warn"
			actions={gone ? ['no', 'yes'] : ['cancel']}
		>
			<Prose>{what(words)}</Prose>
			<Box flexDirection="column" marginTop={1}>
				<Prose tone="quiet">{gone ? lease.takeOver : lease.lookOn('kubewalk run --watch --plan FILE')}</Prose>
			</Box>
		</Dialog>
	);
};
