import {Box} from 'ink';
import {useState, type ReactNode} from 'react';
import stringWidth from 'string-width';
import {countOf, linesOf} from '../../engine/printed.ts';
import {rowOf} from '../../engine/state.ts';
import {useLanguage, useStore, useTexts} from '../context.ts';
import {follow, type Followed} from '../follow.ts';
import {plain} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {Say} from './say.tsx';

type Props = {
	readonly entry: Entry;
	readonly host: string;
	readonly width: number;
	readonly height: number;
	readonly scroll: number;
};

/** How many of the last lines are drawn in red when the command failed. */
const blamed = 6;

/** How many rows a line takes when it is broken between words: about, for the last word of a row may leave some of it free. */
const rowsOf = (line: string, width: number): number => {
	const wide = stringWidth(line);
	return wide <= width ? 1 : Math.ceil((wide * 1.1) / width);
};

/** The last lines of what the task printed on the host; it follows the end until it is scrolled. */
export const Output = ({entry, host, width, height, scroll}: Props): ReactNode => {
	const texts = useTexts();
	const language = useLanguage();
	const all = useStore(state => state.output);
	const row = useStore(state => rowOf(state, entry.task.id, host));
	const count = countOf(all, entry.task.id, host);
	const failed = row.status === 'failed' || row.status === 'unreachable';
	const end = Math.max(0, count - scroll);
	const first = Math.max(0, end - height);
	const last = linesOf(all, entry.task.id, host, first, end);
	const place = `${entry.task.id} ${host} ${width} ${height}`;
	const [followed, setFollowed] = useState<Followed & {readonly place: string}>();
	let start = first;
	if (row.status === 'running' && scroll === 0) {
		const before = followed?.place === place ? followed : undefined;
		const rows = last.map(line => rowsOf(plain(line), width));
		const now = follow(before, count, rows, height);
		if (now.start !== before?.start || now.count !== before.count) setFollowed({...now, place});
		({start} = now);
	}
	const shown = last.slice(start - first);
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
