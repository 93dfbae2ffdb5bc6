import {Box} from 'ink';
import type {ReactNode} from 'react';
import {rowOf} from '../../engine/state.ts';
import {useLanguage, useProgress, useSession, useSize, useTexts} from '../context.ts';
import {fold} from '../fold.ts';
import {plain, plainLines} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';
import {undo} from '../walk-actions.ts';
import type {Dialog as DialogState} from '../walk-state.ts';
import {Dialog} from './dialog.tsx';
import {Say} from './say.tsx';

type Props = {
	readonly dialog: Extract<DialogState, {kind: 'undo'}>;
	readonly entries: readonly Entry[];
	readonly height: number;
};

type Line = {readonly text: string; readonly title: boolean};

/** Every command that would run, host by host where they differ, before anything is taken back. */
export const UndoDialog = ({dialog, entries, height}: Props): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const {columns} = useSize();
	const {tasks, scroll} = dialog;

	const lines = tasks.flatMap((id): readonly Line[] => {
		const entry = entries.find(({task}) => task.id === id);
		if (!entry) return [];
		const scripts = new Map<string, string[]>();
		for (const host of entry.hosts) {
			if (!rowOf(state, id, host).ours) continue;
			const script = session.engine.undoPreview(id, host) ?? `# ${texts.dialog.cannotUndo}`;
			scripts.set(script, [...(scripts.get(script) ?? []), host]);
		}
		return [...scripts].flatMap(([script, hosts]) => [
			{text: texts.dialog.undoHosts(entry.task.title[language], plain(hosts.join(' '))), title: true},
			...plainLines(script)
				.flatMap(line => fold(line, columns - 2))
				.map(text => ({text: `  ${text}`, title: false})),
		]);
	});
	const room = height - 4;
	const most = Math.max(0, lines.length - room);
	const step = (by: number) => (): void => session.walk.send({type: 'dialog-scrolled', by, most});
	useKeys('confirm', {
		yes: () => void undo(session, tasks),
		no: () => session.walk.send({type: 'dialog-closed'}),
		more: step(3),
		less: step(-3),
	});
	const box = useMouse({wheel: lines => step(lines)()});
	return (
		<Dialog
			title={texts.dialog.undoTitle}
			tone="warn"
			actions={most > 0 ? ['yes', 'no', 'more', 'less'] : ['yes', 'no']}
		>
			<Box ref={box} flexDirection="column" height={room} flexShrink={0}>
				{lines.slice(scroll, scroll + room).map((line, index) => (
					<Box key={scroll + index} height={1} flexShrink={0}>
						<Say tone={line.title ? 'strong' : 'plain'}>{line.text || ' '}</Say>
					</Box>
				))}
			</Box>
		</Dialog>
	);
};
