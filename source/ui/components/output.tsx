import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import type {Line} from '../../engine/state.ts';
import {rowOf} from '../../engine/state.ts';
import {useStore, useTexts} from '../context.ts';
import {plain} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {Say} from './say.tsx';

type Props = {readonly entry: Entry; readonly host: string; readonly height: number; readonly scroll: number};

/** How many of the last lines are drawn in red when the command failed. */
const blamed = 6;

export const outputOf = (lines: readonly Line[], task: string, host: string): readonly Line[] =>
	lines.filter(line => line.task === task && line.host === host);

/** The last lines of what the task printed on the host; it follows the end until it is scrolled. */
export const Output = ({entry, host, height, scroll}: Props): ReactNode => {
	const texts = useTexts();
	const all = useStore(state => state.output);
	const row = useStore(state => rowOf(state, entry.task.id, host));
	const lines = useMemo(() => outputOf(all, entry.task.id, host), [all, entry, host]);
	const failed = row.status === 'failed' || row.status === 'unreachable';
	const end = Math.max(0, lines.length - scroll);
	const start = Math.max(0, end - height);
	const shown = lines.slice(start, end);
	// The sentence of a failure is often the last line that was printed: once is enough.
	const note = row.note !== undefined && !shown.slice(-3).some(({text}) => text.trim() === row.note) && scroll === 0;
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden" justifyContent="flex-end">
			<Box flexDirection="column" minHeight={height} flexShrink={0}>
				{lines.length === 0 && !row.note && <Say tone="quiet">{texts.walk.noOutput}</Say>}
				{shown.map((line, index) => (
					<Box key={start + index} flexShrink={0}>
						<Say wrap="words" tone={failed && start + index >= lines.length - blamed ? 'bad' : 'plain'}>
							{plain(line.text) || ' '}
						</Say>
					</Box>
				))}
				{note && (
					<Box flexShrink={0}>
						<Say wrap="words" tone={failed ? 'bad' : 'warn'}>
							{plain(row.note ?? '')}
						</Say>
					</Box>
				)}
			</Box>
		</Box>
	);
};
