import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {linesOf} from '../../engine/printed.ts';
import {Beside} from '../components/beside.tsx';
import {Header} from '../components/header.tsx';
import {List, ListFooter} from '../components/list.tsx';
import {Rule} from '../components/rule.tsx';
import {Say} from '../components/say.tsx';
import {Sign} from '../components/sign.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {useLanguage, useSession, useSize, useStore, useTexts} from '../context.ts';
import {exitOf, keyOfLog, lengthOf, logRows, timeOfDay, type LogRow} from '../log.ts';
import {goToTask, saveLog} from '../log-actions.ts';
import {splitOf} from '../layout.ts';
import {plain} from '../plain.ts';
import {workingOf} from '../progress.ts';
import {useEntries} from '../use-entries.ts';
import {useKeys} from '../use-keys.ts';
import {useList} from '../use-list.ts';

/** Header and tabs, the columns' titles, two rules, the status line, two lines of keys. */
const around = 8;

const widths = {time: 9, host: 10, exit: 7, took: 9} as const;

const Line = ({
	time,
	host,
	sign,
	title,
	exit,
	took,
	tone,
}: {
	readonly time: string;
	readonly host: string;
	readonly sign: ReactNode;
	readonly title: string;
	readonly exit: string;
	readonly took: string;
	readonly tone: 'plain' | 'quiet' | 'strong';
}): ReactNode => (
	<>
		<Box width={widths.time} flexShrink={0}>
			<Say tone="quiet">{time}</Say>
		</Box>
		<Box width={widths.host} flexShrink={0} marginRight={1}>
			<Say tone="quiet">{host}</Say>
		</Box>
		<Box width={2} flexShrink={0}>
			{sign}
		</Box>
		<Box flexGrow={1} flexShrink={1} overflow="hidden" marginRight={1}>
			<Say tone={tone}>{title}</Say>
		</Box>
		<Box width={widths.exit} flexShrink={0} justifyContent="flex-end">
			<Say tone="quiet">{exit}</Say>
		</Box>
		<Box width={widths.took} flexShrink={0} justifyContent="flex-end">
			<Say tone="quiet">{took}</Say>
		</Box>
	</>
);

/** The last lines that are still kept of what the command printed. */
const Printed = ({row, height}: {readonly row: LogRow; readonly height: number}): ReactNode => {
	const texts = useTexts();
	const output = useStore(state => state.output);
	const lines = linesOf(output, row.task.id, row.host).slice(-height);
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			{lines.length === 0 && (
				<Say tone="quiet" wrap="words">
					{texts.log.noOutput}
				</Say>
			)}
			{lines.map((line, index) => (
				<Say key={index}>{plain(line) || ' '}</Say>
			))}
		</Box>
	);
};

/** Every command that was started: when, where, how it ended, how long it took. It follows the end until a row is chosen. */
export const Log = (): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const ran = useStore(state => state.ran);
	const {columns, rows: height} = useSize();
	const entries = useEntries();
	const offered = useStore(({causes}) => causes.offered);
	const all = useMemo(() => logRows(ran, entries, offered), [ran, entries, offered]);
	const printed = Math.max(2, Math.floor((height - around) / 3));
	const split = splitOf(columns, height - around, printed);
	const listed = useList('log', all, {
		keyOf: keyOfLog,
		textOf: ({task, host, ran}) =>
			`${timeOfDay(ran.began)} ${host} ${task.id} ${task.title[language]} ${texts.status[ran.status]} ${exitOf(ran)}`,
		page: split.list.rows,
		grows: true,
	});
	const {selected} = listed;
	useKeys('log', {
		saveLog: () => saveLog(session, listed.rows, language),
		goToTask: () => selected && goToTask(session, selected),
	});
	const draw = ({task, host, ran}: LogRow, here: boolean): ReactNode => {
		return (
			<Line
				time={timeOfDay(ran.began)}
				host={plain(host)}
				sign={<Sign status={ran.status} />}
				title={`${ran.undo ? `${texts.log.undo}: ` : ''}${task.title[language]}`}
				exit={exitOf(ran)}
				took={lengthOf(ran, texts.walk.second)}
				tone={here ? 'strong' : 'plain'}
			/>
		);
	};
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<Beside
				split={split}
				detail={
					selected ? (
						<Printed row={selected} height={split.detail.rows} />
					) : (
						<Box height={split.detail.rows} flexShrink={0} />
					)
				}
			>
				<Box height={1} flexShrink={0} paddingLeft={2}>
					<Line
						time={texts.log.time}
						host={texts.log.host}
						sign={<Say> </Say>}
						title={texts.log.command}
						exit={texts.log.exit}
						took={texts.log.took}
						tone="quiet"
					/>
				</Box>
				<List
					listed={listed}
					height={split.list.rows}
					keyOf={keyOfLog}
					draw={draw}
					empty={texts.log.none}
					open="goToTask"
				/>
			</Beside>
			<Rule />
			<StatusLine entry={workingOf(session.store.getState(), entries)[0]} />
			<ListFooter listed={listed} actions={['goToTask', 'saveLog']} />
		</Box>
	);
};
