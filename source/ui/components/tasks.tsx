import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useProgress, useStore} from '../context.ts';
import {firstLine, longest} from '../layout.ts';
import {plain} from '../plain.ts';
import {statusOn, todoOf, type Entry} from '../progress.ts';
import {hostColumns, type HostColumns} from '../host-columns.ts';
import {useMouse} from '../use-mouse.ts';
import {Pointer} from './pointer.tsx';
import {Say} from './say.tsx';
import {Sign} from './sign.tsx';

type Props = {
	/** The tasks of one stage. */
	readonly entries: readonly Entry[];
	readonly selected: Entry | undefined;
	readonly host: string | undefined;
	readonly width: number;
	readonly height: number;
	readonly select: (task: number) => void;
};

type RowProps = Pick<Props, 'selected' | 'host'> & {readonly entry: Entry; readonly columns: HostColumns};

const Marks = ({entry, host, columns}: Omit<RowProps, 'selected'>): ReactNode => {
	const state = useProgress();
	if (columns.kind === 'count') {
		const left = todoOf(state, entry).length;
		return (
			<Say tone="quiet">
				{entry.hosts.length - left}/{entry.hosts.length}
			</Say>
		);
	}
	return columns.hosts.map(name => {
		return (
			<Box key={name} width={columns.width} flexShrink={0} justifyContent="flex-end">
				{entry.hosts.includes(name) && (
					<Sign
						status={statusOn(state, entry, name)}
						of={plain(name)}
						chosen={columns.kind === 'signs' && name === host}
					/>
				)}
			</Box>
		);
	});
};

const TaskRow = ({entry, selected, host, columns}: RowProps): ReactNode => {
	const language = useLanguage();
	const here = entry === selected;
	return (
		<Box height={1} flexShrink={0}>
			<Box width={2} flexShrink={0}>
				<Pointer here={here} />
			</Box>
			<Box flexGrow={1} flexShrink={1} overflow="hidden">
				<Say tone={here ? 'strong' : 'plain'}>{entry.task.title[language]}</Say>
			</Box>
			<Box flexShrink={0} marginLeft={1}>
				<Marks entry={entry} host={here ? host : undefined} columns={columns} />
			</Box>
		</Box>
	);
};

/** A stage's tasks as a checklist: one line a task, one mark a host. */
export const Tasks = ({entries, selected, host, width: room, height, select}: Props): ReactNode => {
	const width = Math.min(room, longest);
	const language = useLanguage();
	const all = useStore(state => state.hosts);
	const columns = hostColumns(
		entries,
		all.map(({name}) => name),
		width,
	);
	const at = selected ? entries.indexOf(selected) : 0;
	const first = firstLine(entries.length, at, height);
	// Above the tasks is their title.
	const box = useMouse({click: child => child < 1 || select(first + child - 1), wheel: lines => select(at + lines)});
	return (
		<Box ref={box} flexDirection="column" width={width} height={height + 1} flexShrink={0} overflow="hidden">
			<Box height={1} flexShrink={0}>
				<Box flexGrow={1} flexShrink={1} overflow="hidden">
					<Say tone="quiet">{entries[0]?.stage.title[language] ?? ''}</Say>
				</Box>
				{columns.kind === 'names' && (
					<Box flexShrink={0} marginLeft={1}>
						{columns.hosts.map(name => (
							<Box key={name} width={columns.width} flexShrink={0} justifyContent="flex-end">
								<Say tone={name === host ? 'strong' : 'quiet'} heard="">
									{plain(name)}
								</Say>
							</Box>
						))}
					</Box>
				)}
			</Box>
			{entries.slice(first, first + height).map(entry => (
				<TaskRow key={entry.task.id} entry={entry} selected={selected} host={host} columns={columns} />
			))}
		</Box>
	);
};
