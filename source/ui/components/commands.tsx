import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useSession, useStore, useTexts} from '../context.ts';
import {bashLines} from '../bash.ts';
import {plain, plainLines} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {previewOf} from '../preview.ts';
import {Bash} from './bash.tsx';
import {Say} from './say.tsx';

type Props = {readonly entry: Entry; readonly host: string; readonly height: number; readonly scroll: number};

/** What a run of the task on the host would do, word for word. */
export const Commands = ({entry, host, height, scroll}: Props): ReactNode => {
	const {engine} = useSession();
	const texts = useTexts();
	// A new value, or an edit, is another text.
	useStore(state => state.captured);
	useStore(state => state.facts);
	useStore(state => state.rows);
	const {script, missing} = previewOf(engine, entry.task.id, host);
	const lines = bashLines(plainLines(script).join('\n'), engine.inserted());
	const room = height - (missing.length > 0 ? 1 : 0);
	const shown = lines.slice(scroll, scroll + room);
	const below = lines.length - scroll - shown.length;
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			{missing.length > 0 && (
				<Box height={1} flexShrink={0}>
					<Say tone="warn">{texts.walk.missing(plain(missing.join(', ')))}</Say>
				</Box>
			)}
			<Box flexDirection="column" height={room - (below > 0 ? 1 : 0)} flexShrink={0} overflow="hidden">
				{shown.map((line, index) => (
					<Box key={scroll + index} flexShrink={0}>
						<Bash line={line} />
					</Box>
				))}
			</Box>
			{below > 0 && (
				<Box height={1} flexShrink={0}>
					<Say tone="quiet">{texts.walk.newLines(below + 1)}</Say>
				</Box>
			)}
		</Box>
	);
};
