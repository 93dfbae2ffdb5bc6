import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useTexts} from '../context.ts';
import type {Entry} from '../progress.ts';
import {Prose} from './prose.tsx';

type Props = {readonly entry: Entry; readonly height: number; readonly withStage?: boolean};

/** Why the task is needed, and what its stage is for when there is room. */
export const Why = ({entry, height, withStage = false}: Props): ReactNode => {
	const language = useLanguage();
	const texts = useTexts();
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden" rowGap={1}>
			<Prose>{entry.task.why[language]}</Prose>
			{withStage && (
				<Prose tone="quiet">
					{texts.walk.stageWhy(entry.stage.title[language], entry.stage.why[language])}
				</Prose>
			)}
		</Box>
	);
};
