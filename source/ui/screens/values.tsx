import {Box, useStdout} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {Header} from '../components/header.tsx';
import {List, ListFooter} from '../components/list.tsx';
import {Prose} from '../components/prose.tsx';
import {Rule} from '../components/rule.tsx';
import {Say} from '../components/say.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {useLanguage, useProgress, useSession, useSize, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {say} from '../message.ts';
import {plain} from '../plain.ts';
import {workingOf} from '../progress.ts';
import type {Tone} from '../theme.ts';
import {useEntries} from '../use-entries.ts';
import {useKeys} from '../use-keys.ts';
import {useList} from '../use-list.ts';
import {useNow} from '../use-now.ts';
import {copyValue, renewValue} from '../values-actions.ts';
import {keyOfValue, valueRows, type ValueRow} from '../values.ts';

/** Header and tabs, the columns' titles; below the list a rule, the selected value's lines, what was said, two lines of keys. */
const detailLines = 4;
const around = 7 + detailLines;

const widths = {
	small: {name: 18, host: 7, clock: 19},
	usual: {name: 22, host: 10, clock: 20},
} as const;

/** Columns before a row, and those that an eye follows from its one end to the other. */
const pointer = 2;
const legible = 120;

/** Said a while before it runs out, so that a join is not begun with a token that dies on the way. */
const soon = 10 * 60_000;

const useClock = (): ((row: ValueRow) => {readonly words: string; readonly tone: Tone}) => {
	const {values, walk} = useTexts();
	const now = useNow();
	return ({kept}) => {
		if (!kept) return {words: values.notYet, tone: 'quiet'};
		if (kept.expires === undefined) return {words: values.lasts, tone: 'quiet'};
		const left = kept.expires - now;
		if (left <= 0) return {words: values.expired, tone: 'bad'};
		return {words: values.expiresIn(duration(left, walk.second)), tone: left < soon ? 'warn' : 'plain'};
	};
};

const Detail = ({row}: {readonly row: ValueRow}): ReactNode => {
	const {values} = useTexts();
	const language = useLanguage();
	const {task, secret, kept, renewable} = row;
	const title = task.title[language];
	const origin = kept ? values.from(title, plain(kept.host)) : values.comesFrom(title);
	return (
		<Box flexDirection="column" height={detailLines} flexShrink={0} overflow="hidden">
			<Prose tone="quiet">{[origin, ...(renewable ? [values.canRenew] : [])].join(' · ')}</Prose>
			{kept && secret && <Prose>{values.secretWhy}</Prose>}
			{kept && !secret && <Say wrap="fold">{plain(kept.value ?? '')}</Say>}
		</Box>
	);
};

/** What tasks captured: the value or a mask, where it came from, and how long it is good. */
export const Values = (): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const {columns, rows: height} = useSize();
	const width = columns < 72 ? widths.small : widths.usual;
	const {stdout} = useStdout();
	const clock = useClock();
	const entries = useEntries();
	// oxlint-disable-next-line react/exhaustive-deps
	const all = useMemo(() => valueRows(state, entries), [entries, state.captured]);
	const room = Math.max(1, height - around);
	const listed = useList('values', all, {
		keyOf: keyOfValue,
		textOf: ({name, task, kept}) => `${name} ${kept?.host ?? ''} ${task.title[language]}`,
		page: room,
	});
	const {selected} = listed;
	useKeys('values', {
		copyValue: () => selected && copyValue(session, selected, sequence => stdout.write(sequence)),
		renewValue: () =>
			session.watching
				? say(session, 'quiet', ({lease}) => lease.watchingWhat)
				: selected && void renewValue(session, selected),
	});
	const draw = (row: ValueRow): ReactNode => {
		const {words, tone} = clock(row);
		const value = row.kept?.value === undefined ? texts.values.mask : plain(row.kept.value);
		return (
			<Box width={Math.min(columns - pointer, legible)}>
				<Box width={width.name} flexShrink={0} marginRight={1}>
					<Say>{row.name}</Say>
				</Box>
				<Box width={width.host} flexShrink={0} marginRight={1}>
					<Say tone="quiet">{plain(row.kept?.host ?? '')}</Say>
				</Box>
				<Box flexGrow={1} flexShrink={1} overflow="hidden" marginRight={1}>
					<Say>{row.kept ? value : ''}</Say>
				</Box>
				<Box width={width.clock} flexShrink={0} justifyContent="flex-end">
					<Say tone={tone}>{words}</Say>
				</Box>
			</Box>
		);
	};
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<Box height={1} flexShrink={0}>
				<Say tone="strong">{texts.values.title}</Say>
			</Box>
			<List listed={listed} height={room} keyOf={keyOfValue} draw={draw} empty={texts.values.none} />
			<Rule />
			{selected ? <Detail row={selected} /> : <Box height={detailLines} flexShrink={0} />}
			<StatusLine entry={workingOf(state, entries)[0]} />
			<ListFooter listed={listed} actions={['renewValue', 'copyValue']} />
		</Box>
	);
};
