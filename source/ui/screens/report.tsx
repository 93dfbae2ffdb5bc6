import {Box, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import type {Status} from '../../engine/event.ts';
import {rowOf} from '../../engine/state.ts';
import {DiagnosisReport} from '../components/diagnosis-report.tsx';
import {Header} from '../components/header.tsx';
import {Hints} from '../components/hints.tsx';
import {Prose} from '../components/prose.tsx';
import {Rule} from '../components/rule.tsx';
import {Say} from '../components/say.tsx';
import {StageTimes} from '../components/stage-times.tsx';
import {useLanguage, useProgress, useSession, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {plain} from '../plain.ts';
import {countsOf, entriesOf, statusOf, todoOf} from '../progress.ts';
import {marks, roomy} from '../theme.ts';
import {useKeys} from '../use-keys.ts';

/** What was done, what was left out, and what is left of a book. */
const Walked = (): ReactNode => {
	const {engine, simulated} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const {rows} = useWindowSize();
	const entries = entriesOf(engine);
	const counts = countsOf(state, entries);
	const ends = entries.flatMap(({task, hosts}) => hosts.map(host => rowOf(state, task.id, host).ended ?? 0));
	const skipped = entries.filter(entry => statusOf(state, entry) === 'skipped');
	const left = entries.filter(entry => todoOf(state, entry).length > 0).length;
	const whole = simulated ? texts.ending.rehearsed : texts.ending.allDone;
	const size = [
		texts.ending.tasks(entries.length),
		texts.ending.hosts(state.hosts.length),
		texts.ending.took(duration(Math.max(state.opened, ...ends) - state.opened, texts.walk.second)),
	];
	return (
		<>
			<Box flexShrink={0}>
				{left === 0 ? (
					<Say tone="good">
						{marks.done.sign} {whole}
					</Say>
				) : (
					<Say>{texts.ending.left(left)}</Say>
				)}
			</Box>
			<Box flexShrink={0} marginBottom={1}>
				<Say tone="quiet">{size.join(' · ')}</Say>
			</Box>
			{(Object.keys(marks) as Status[])
				.filter(status => counts.has(status))
				.map(status => (
					<Box key={status} height={1} flexShrink={0} gap={1}>
						<Say tone={marks[status].tone} heard="">
							{marks[status].sign}
						</Say>
						<Say>{texts.ending.rows(texts.status[status], counts.get(status) ?? 0)}</Say>
					</Box>
				))}
			{rows >= roomy.rows && (
				<Box flexDirection="column" flexShrink={1} marginTop={1} overflow="hidden">
					<StageTimes entries={entries} />
				</Box>
			)}
			{skipped.length > 0 && (
				<Box flexDirection="column" flexShrink={1} marginTop={1} overflow="hidden">
					<Prose tone="warn">
						{`${texts.ending.skipped} ${skipped.map(({task}) => task.title[language]).join(', ')}`}
					</Prose>
				</Box>
			)}
		</>
	);
};

/** How it stands, and the way to the report: at the end, and before it. */
export const Report = (): ReactNode => {
	const {engine, simulated, report, view, home} = useSession();
	const texts = useTexts();
	const state = useProgress();
	const hasTasks = home === 'walk';
	useKeys('report', {leaveReport: () => view.send(home)});
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={2} paddingY={1}>
				{hasTasks ? <Walked /> : <DiagnosisReport />}
				<Box flexShrink={0} marginTop={1} gap={1}>
					<Say>{texts.ending.report}</Say>
					<Say tone="key">{plain(report)}</Say>
				</Box>
				{hasTasks && simulated && entriesOf(engine).every(entry => todoOf(state, entry).length === 0) && (
					<Box flexDirection="column" flexShrink={0} marginTop={1}>
						<Prose>{texts.ending.next}</Prose>
					</Box>
				)}
			</Box>
			<Rule />
			<Hints actions={['quit', 'startScreen', 'leaveReport', 'help', 'language']} />
		</Box>
	);
};
