import {Box} from 'ink';
import type {ReactNode} from 'react';
import {rowOf, type State} from '../../engine/state.ts';
import {useLanguage, useProgress, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {stagesOf, type Entry} from '../progress.ts';
import {Say} from './say.tsx';
import {Sign} from './sign.tsx';

/** How long its commands ran: of hosts at the same time the slowest counts. */
const ranFor = (state: State, entries: readonly Entry[]): number =>
	entries
		.map(({task, hosts}) =>
			Math.max(
				...hosts.map(host => {
					const {started, ended} = rowOf(state, task.id, host);
					return started === undefined || ended === undefined ? 0 : ended - started;
				}),
			),
		)
		.reduce((sum, time) => sum + time, 0);

/** The stages, how far each is, and where the time went. */
export const StageTimes = ({entries}: {readonly entries: readonly Entry[]}): ReactNode => {
	const {walk} = useTexts();
	const language = useLanguage();
	const state = useProgress();
	return stagesOf(state, entries).map(({stage, status, settled, total}) => {
		const time = ranFor(
			state,
			entries.filter(entry => entry.stage === stage),
		);
		return (
			<Box key={stage.id} height={1} flexShrink={0}>
				<Box width={2} flexShrink={0}>
					<Sign status={status} />
				</Box>
				<Box width={44} flexShrink={0}>
					<Say>{stage.title[language]}</Say>
				</Box>
				<Box width={8} flexShrink={0} justifyContent="flex-end">
					<Say tone="quiet">{`${settled}/${total}`}</Say>
				</Box>
				<Box width={10} flexShrink={0} justifyContent="flex-end">
					<Say>{time < 500 ? ' ' : duration(time, walk.second)}</Say>
				</Box>
			</Box>
		);
	});
};
