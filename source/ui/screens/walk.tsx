import {Box, useIsScreenReaderEnabled, useStdout} from 'ink';
import type {ReactNode} from 'react';
import {Detail, panesOf} from '../components/detail.tsx';
import {Header} from '../components/header.tsx';
import {Divider, Rule} from '../components/rule.tsx';
import {SheetDialog} from '../components/sheet-dialog.tsx';
import {Stages} from '../components/stages.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {Tasks} from '../components/tasks.tsx';
import {Topology} from '../components/topology.tsx';
import {WalkDialog} from '../components/walk-dialog.tsx';
import {WalkFooter} from '../components/walk-footer.tsx';
import {useDesk, useProgress, useSession, useSize, useWalk} from '../context.ts';
import {focusOf, type Focus} from '../focus.ts';
import {layoutOf, type Layout} from '../layout.ts';
import {say} from '../message.ts';
import {pageOf, scrollPane} from '../pane-scroll.ts';
import {previewOf} from '../preview.ts';
import {stagesOf, workingOf, type Entry} from '../progress.ts';
import {useEntries} from '../use-entries.ts';
import {useKeys} from '../use-keys.ts';
import * as act from '../walk-actions.ts';

const at = <Item,>(items: readonly Item[], index: number): Item | undefined =>
	items[Math.max(0, Math.min(index, items.length - 1))];

/** The keys of the walk screen, on what is in focus. */
const useWalkKeys = (entries: readonly Entry[], focus: Focus, layout: Layout, active: boolean): void => {
	const session = useSession();
	const {walk, engine} = session;
	const {stdout} = useStdout();
	const {entry, host, pane} = focus;
	const panes = panesOf(layout);
	const selectTask = (index: number) => (): void => {
		const task = at(entries, index)?.task.id;
		if (task !== undefined) walk.send({type: 'task-selected', task});
	};
	const selectHost = (step: number) => (): void => {
		const name = at(entry.hosts, entry.hosts.indexOf(host) + step);
		if (name !== undefined) walk.send({type: 'host-selected', host: name});
	};
	const script = (): string => previewOf(engine, entry.task.id, host).script;
	const scroll = (direction: 1 | -1) => (): void =>
		scrollPane(session, focus, layout, pane, direction * Math.max(1, pageOf(layout, pane) - 2));
	const copy = (): void => act.copy(session, script(), sequence => stdout.write(sequence));
	/** Who only looks on changes nothing, and is told so. */
	const changing = (change: () => void): (() => void) => (session.watching ? lookOn : change);
	const lookOn = (): void => say(session, 'quiet', ({lease}) => lease.watchingWhat);
	const here = entries.indexOf(entry);
	useKeys(
		'walk',
		{
			next: changing(() => void act.runNext(session)),
			stage: changing(() => void act.runStage(session, focus)),
			all: changing(() => void act.runAll(session)),
			again: changing(() => void act.runAgain(session, focus)),
			stop: changing(() => act.stop(session)),
			skip: changing(() => act.askSkip(session, focus)),
			mark: changing(() => void act.markDone(session, focus)),
			edit: changing(() => act.askEdit(session, focus)),
			undo: changing(() => act.askUndo(session, [entry])),
			undoAll: changing(() => act.askUndo(session, entries)),
			copy,
			previousTask: selectTask(here - 1),
			nextTask: selectTask(here + 1),
			firstTask: selectTask(0),
			lastTask: selectTask(entries.length - 1),
			previousHost: selectHost(-1),
			nextHost: selectHost(1),
			pane: () => walk.send({type: 'pane-selected', pane: panes[(panes.indexOf(pane) + 1) % panes.length]!}),
			output: () => walk.send({type: 'pane-selected', pane: 'output'}),
			scrollUp: scroll(-1),
			scrollDown: scroll(1),
			follow: () => walk.send({type: 'followed'}),
			byHand: () => session.desk.send({type: 'shown', shown: true}),
		},
		{active},
	);
};

const Panes = ({entries, focus}: {readonly entries: readonly Entry[]; readonly focus: Focus}): ReactNode => {
	const {walk} = useSession();
	const {columns, rows} = useSize();
	const aloud = useIsScreenReaderEnabled();
	const state = useProgress();
	const dialog = useWalk(walk => walk.dialog);
	const byHand = useDesk(desk => desk.shown && desk.waiting.length > 0);
	const own = entries.filter(({stage}) => stage === focus.entry.stage);
	const select = (entry: Entry | undefined): void => {
		if (entry) walk.send({type: 'task-selected', task: entry.task.id});
	};
	// The list's height is that of the longest stage, so that panes stay where they are from stage to stage.
	const stages = stagesOf(state, entries);
	const longest = Math.max(...stages.map(({total}) => total));
	const layout = layoutOf(columns, rows, longest);
	useWalkKeys(entries, focus, layout, dialog === undefined && !byHand);
	if (dialog) return <WalkDialog dialog={dialog} entries={entries} height={rows - 2} />;
	if (byHand) return <SheetDialog entries={entries} height={rows - 2} />;
	return (
		<>
			<Box
				height={layout.body}
				flexShrink={0}
				overflow="hidden"
				// What is read aloud comes one after the other.
				flexDirection={aloud ? 'column' : 'row'}
			>
				<Stages
					stages={stages}
					selected={focus.entry.stage.id}
					width={layout.stages}
					height={layout.body}
					select={to => select(entries.find(({stage}) => stage === at(stages, to)?.stage))}
				/>
				<Divider />
				<Box flexDirection="column" width={layout.main} overflow="hidden">
					<Tasks
						entries={own}
						selected={focus.entry}
						host={focus.host}
						width={layout.main}
						height={layout.tasks}
						select={to => select(at(own, to))}
					/>
					<Rule />
					<Detail focus={focus} layout={layout} />
				</Box>
				{layout.side > 0 && (
					<Box paddingLeft={2} flexShrink={0}>
						<Topology width={layout.side} height={layout.body} />
					</Box>
				)}
			</Box>
			<Rule />
			<StatusLine entry={workingOf(state, entries)[0] ?? focus.entry} />
			<WalkFooter entries={entries} />
		</>
	);
};

export const Walk = (): ReactNode => {
	const {engine} = useSession();
	const entries = useEntries();
	const state = useProgress();
	const walk = useWalk(walk => walk);
	const focus = focusOf(engine, state, entries, walk);
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			{focus && <Panes entries={entries} focus={focus} />}
		</Box>
	);
};
