import {Box} from 'ink';
import type {ReactNode} from 'react';
import {countOf, linesOf} from '../../engine/printed.ts';
import {rowOf} from '../../engine/state.ts';
import {useLanguage, useStore, useTexts} from '../context.ts';
import {plain} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {Say} from './say.tsx';

type Props = {readonly entry: Entry; readonly host: string; readonly height: number; readonly scroll: number};

/** How many of the last lines are drawn in red when the command failed. */
const blamed = 6;

/** The last lines of what the task printed on the host; it follows the end until it is scrolled. */
export const Output = ({entry, host, height, scroll}: Props): ReactNode => {
	const texts = useTexts();
	const language = useLanguage();
	const all = useStore(state => state.output);
	const row = useStore(state => rowOf(state, entry.task.id, host));
	const count = countOf(all, entry.task.id, host);
	const failed = row.status === 'failed' || row.status === 'unreachable';
	const end = Math.max(0, count - scroll);
	const start = Math.max(0, end - height);
	const shown = linesOf(all, entry.task.id, host, start, end);
	// The sentence of a failure is often the last line that was printed: once is enough.
	const note = row.note !== undefined && !shown.slice(-3).some(text => text.trim() === row.note) && scroll === 0;
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden" justifyContent="flex-end">
			<Box flexDirection="column" minHeight={height} flexShrink={0}>
				{count === 0 && !row.note && <Say tone="quiet">{texts.walk.noOutput}</Say>}
				{shown.map((line, index) => (
					<Box key={start + index} flexShrink={0}>
						<Say wrap="words" tone={failed && start + index >= count - blamed ? 'bad' : 'plain'}>
							{plain(line) || ' '}
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
				{failed && scroll === 0 && entry.task.fix && (
					<Box flexShrink={0}>
						<Say wrap="words">{texts.survey.advice(entry.task.fix[language])}</Say>
					</Box>
				)}
			</Box>
		</Box>
	);
};
