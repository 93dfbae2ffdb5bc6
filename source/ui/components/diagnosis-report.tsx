import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useProgress, useSession, useStore, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {isFinished, worstOf} from '../progress.ts';
import {plain} from '../plain.ts';
import {marks} from '../theme.ts';
import {useNow} from '../use-now.ts';
import {Say} from './say.tsx';

/** What was found to be wrong, what was run against it, and what of it is left. */
export const DiagnosisReport = (): ReactNode => {
	const {engine} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	useStore(state => state.causes);
	useStore(state => state.notes);
	const state = useProgress();
	const now = useNow();
	const {ending} = texts;
	const {diagnosis, causes, rows, notes} = state;
	const found = Object.entries(causes.found);
	const there = new Set(diagnosis?.found.map(({id}) => id));
	const left = found.filter(([id]) => there.has(id)).length;
	const cures = Object.entries(causes.offered).filter(([id]) => rows[id]);
	const summary = !diagnosis
		? ending.nothingLooked
		: left > 0
			? ending.stillWrong(left)
			: found.length > 0
				? ending.allCured
				: ending.allWell;
	const size = [
		ending.hosts(state.hosts.length),
		ending.notes(notes.filter(({by}) => by !== undefined).length),
		duration(now - state.opened, texts.walk.second),
	];
	return (
		<Box flexDirection="column" flexShrink={1} overflow="hidden">
			<Box flexShrink={0}>
				<Say tone={isFinished(engine, state) ? 'good' : 'strong'}>{summary}</Say>
			</Box>
			<Box flexShrink={0} marginBottom={1}>
				<Say tone="quiet">{size.join(' · ')}</Say>
			</Box>
			{found.map(([id, {title, hosts}]) => {
				const mark = there.has(id) ? marks.failed : marks.done;
				return (
					<Box key={id} height={1} flexShrink={0} gap={1}>
						<Say tone={mark.tone} heard="">
							{mark.sign}
						</Say>
						<Box flexShrink={1} overflow="hidden">
							<Say>{title[language]}</Say>
						</Box>
						<Box flexShrink={0}>
							<Say tone="quiet">
								{plain(
									[...hosts.filter(Boolean), there.has(id) ? ending.there : ending.gone].join(' '),
								)}
							</Say>
						</Box>
					</Box>
				);
			})}
			{cures.length > 0 && (
				<Box flexDirection="column" flexShrink={1} marginTop={1} overflow="hidden">
					<Say>{ending.cures}</Say>
					{cures.map(([id, {title}]) => {
						const on = Object.entries(rows[id]!);
						const mark = marks[worstOf(on.map(([, {status}]) => status))];
						return (
							<Box key={id} height={1} flexShrink={0} gap={1}>
								<Say tone={mark.tone} heard="">
									{mark.sign}
								</Say>
								<Say>
									{texts.dialog.undoHosts(title[language], plain(on.map(([host]) => host).join(' ')))}
								</Say>
							</Box>
						);
					})}
				</Box>
			)}
		</Box>
	);
};
