import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {Beside} from '../components/beside.tsx';
import {Header} from '../components/header.tsx';
import {List, ListFooter} from '../components/list.tsx';
import {Rule} from '../components/rule.tsx';
import {Say} from '../components/say.tsx';
import {Sign} from '../components/sign.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {SurveyCell} from '../components/survey-cell.tsx';
import {useLanguage, useSession, useSize, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {hostColumns, type HostColumns} from '../host-columns.ts';
import {useHolder} from '../holder.ts';
import {splitOf} from '../layout.ts';
import {plain} from '../plain.ts';
import {workingOf} from '../progress.ts';
import {askSurvey, chooseHost, goToFix, pointAt} from '../survey-actions.ts';
import {cellOf, countAnswers, surveyRows, type SurveyRow, type SurveyState} from '../survey-state.ts';
import {useEntries} from '../use-entries.ts';
import {useKeys} from '../use-keys.ts';
import {useList} from '../use-list.ts';
import {useMouse} from '../use-mouse.ts';
import {useNow} from '../use-now.ts';

/** Header and tabs, the columns' names, two rules, the status line, two lines of keys. */
const around = 8;

/** How many answers there are of each kind; while the hosts are asked, how long that has taken. */
const Counts = ({survey}: {readonly survey: SurveyState}): ReactNode => {
	const texts = useTexts();
	const now = useNow();
	const {cells, asking, took = 0} = survey;
	if (asking !== undefined)
		return <Say tone="busy">{texts.checks.asking(duration(now - asking, texts.walk.second))}</Say>;
	if (!cells) return <Say tone="quiet">{texts.checks.notAsked}</Say>;
	const {yes, no, unknown} = countAnswers(cells);
	return <Say tone="quiet">{texts.checks.told(yes, no, unknown, (took / 1000).toFixed(1))}</Say>;
};

type CellsProps = {
	readonly row: SurveyRow;
	readonly columns: HostColumns;
	/** The host of the selected cell, in the row that is selected. */
	readonly chosen: string | undefined;
};

/** A check's answers, each under its host's name; or how many of them are yes. */
const Cells = ({row, columns, chosen}: CellsProps): ReactNode => {
	const session = useSession();
	const hosts = columns.kind === 'count' ? [] : columns.hosts;
	const box = useMouse({click: child => pointAt(session, row, hosts[child], chosen)});
	return (
		<Box ref={box} flexShrink={0} marginLeft={1}>
			{columns.kind === 'count' ? (
				<Say tone="quiet">
					{countAnswers([...row.cells.values()]).yes}/{row.cells.size}
				</Say>
			) : (
				columns.hosts.map(name => {
					const one = row.cells.get(name);
					return (
						<Box key={name} width={columns.width} flexShrink={0} justifyContent="flex-end">
							{one && <Sign answer={one.answer} of={plain(name)} chosen={name === chosen} />}
						</Box>
					);
				})
			)}
		</Box>
	);
};

/** Every check on every host: what is so, what is not, why, and the commands that make it so. Nothing here changes a host. */
export const Survey = (): ReactNode => {
	const session = useSession();
	const {store} = session;
	const texts = useTexts();
	const language = useLanguage();
	const survey = useHolder(session.survey, survey => survey);
	const {columns: width, rows: height} = useSize();
	const entries = useEntries();
	const all = useMemo(() => surveyRows(survey, entries), [survey, entries]);
	const detail = Math.max(4, Math.floor((height - around) / 3));
	const split = splitOf(width, height - around, detail);
	const listed = useList('survey', all, {
		keyOf: ({entry}) => entry.task.id,
		textOf: ({entry, cells}) =>
			`${entry.stage.title[language]} ${entry.task.title[language]} ${entry.task.id} ${[...cells.values()]
				.filter(({answer}) => answer !== 'yes')
				.map(({host, detail}) => `${host} ${detail}`)
				.join(' ')}`,
		page: split.list.rows,
	});
	const {selected} = listed;
	const cell = selected && cellOf(selected, survey.host);
	useKeys('survey', {
		askSurvey: () => void askSurvey(session),
		hostBefore: () => selected && chooseHost(session, selected, -1),
		hostAfter: () => selected && chooseHost(session, selected, 1),
		onlyOpen: () => session.survey.send({type: 'open-only', only: !survey.onlyOpen}),
		goToFix: () => selected && goToFix(session, selected),
	});
	const asked = store.getState().hosts.map(({name}) => name);
	const columns = hostColumns(
		all.map(({entry}) => entry),
		asked,
		split.list.columns,
	);
	const draw = (row: SurveyRow, here: boolean): ReactNode => (
		<>
			<Box flexGrow={1} flexShrink={1} overflow="hidden">
				<Say tone={here ? 'strong' : 'plain'}>{row.entry.task.title[language]}</Say>
			</Box>
			<Cells row={row} columns={columns} chosen={here ? cell?.host : undefined} />
		</>
	);
	const nothing = survey.onlyOpen && survey.cells ? texts.checks.nothingOpen : texts.checks.willAsk;
	// While they are asked, the line above says so.
	const empty = survey.asking === undefined ? nothing : ' ';
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<Beside
				split={split}
				detail={
					selected && cell ? (
						<SurveyCell row={selected} cell={cell} height={split.detail.rows} />
					) : (
						<Box height={split.detail.rows} flexShrink={0} />
					)
				}
			>
				<Box height={1} flexShrink={0}>
					<Box flexGrow={1} flexShrink={1} overflow="hidden">
						<Counts survey={survey} />
					</Box>
					{columns.kind === 'names' && all.length > 0 && (
						<Box flexShrink={0} marginLeft={1}>
							{columns.hosts.map(name => (
								<Box key={name} width={columns.width} flexShrink={0} justifyContent="flex-end">
									<Say tone={name === cell?.host ? 'strong' : 'quiet'}>{plain(name)}</Say>
								</Box>
							))}
						</Box>
					)}
				</Box>
				<List
					listed={listed}
					height={split.list.rows}
					keyOf={({entry}) => entry.task.id}
					draw={draw}
					empty={empty}
					open="goToFix"
				/>
			</Beside>
			<Rule />
			<StatusLine entry={workingOf(store.getState(), entries)[0]} />
			<ListFooter listed={listed} actions={['goToFix', 'askSurvey', 'onlyOpen', 'hostAfter']} />
		</Box>
	);
};
