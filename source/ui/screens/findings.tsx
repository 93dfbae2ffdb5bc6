import {Box, useIsScreenReaderEnabled, useStdout} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {Asking} from '../components/asking.tsx';
import {Beside} from '../components/beside.tsx';
import {ConfirmCure} from '../components/confirm-cure.tsx';
import {Header} from '../components/header.tsx';
import {List, ListFooter} from '../components/list.tsx';
import {Say} from '../components/say.tsx';
import {Scrolled} from '../components/scrolled.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {useLanguage, useProgress, useSession, useSize, useStore, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {findingLines, unknownLines} from '../finding-lines.ts';
import {confidenceTones, findingRows, keyOfFinding, type FindingRow} from '../findings.ts';
import * as act from '../findings-actions.ts';
import {useHolder} from '../holder.ts';
import type {Action} from '../keys.ts';
import {splitOf} from '../layout.ts';
import {plain} from '../plain.ts';
import type {Tone} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {useList} from '../use-list.ts';
import {useNow} from '../use-now.ts';

/** Header and tabs, title, rule, what was said, two lines of keys. */
const around = 7;
const mostRows = 9;

const Row = ({row: {told, remedy, status}}: {readonly row: FindingRow}): ReactNode => {
	const texts = useTexts();
	const language = useLanguage();
	const hosts = told.hosts.filter(host => host !== '').join(' ');
	const [title, tone, aside]: readonly [string, Tone, string] = remedy
		? [
				`   ${texts.findings.cure(remedy.title[language])}`,
				'plain',
				status ? texts.status[status] : texts.planBook[remedy.risk],
			]
		: [`${told.rank}. ${told.title[language]}`, 'strong', `${texts.diagnose[told.confidence]} ${hosts}`];
	return (
		<>
			<Box flexGrow={1} flexShrink={1} overflow="hidden" marginRight={1}>
				<Say tone={tone} heard={`${plain(title.trim())},`}>
					{plain(title)}
				</Say>
			</Box>
			<Box flexShrink={0}>
				<Say tone={remedy ? 'quiet' : confidenceTones[told.confidence]}>{plain(aside)}</Say>
			</Box>
		</>
	);
};

const drawRow = (row: FindingRow): ReactNode => <Row row={row} />;

/** What the screen is about now: the round that runs and for how long, or what was found, and what it took to find it. */
const Title = (): ReactNode => {
	const {pasted} = useSession();
	const texts = useTexts();
	const now = useNow();
	const looking = useStore(state => state.looking);
	const diagnosis = useStore(state => state.diagnosis);
	const {asking, walk} = texts;
	const {asked = 0, further = 0, rounds = 0, milliseconds = 0} = diagnosis ?? {};
	const took =
		diagnosis && !looking && !pasted && rounds > 0
			? asking.took(asked - further, further, rounds, (milliseconds / 1000).toFixed(1))
			: '';
	return (
		<Box height={1} flexShrink={0} gap={2} overflow="hidden">
			<Box flexShrink={0}>
				<Say tone={looking ? 'busy' : 'strong'}>
					{looking
						? asking.round(looking.round, duration(now - looking.since, walk.second))
						: texts.places.findings}
				</Say>
			</Box>
			<Say tone="quiet">{took}</Say>
		</Box>
	);
};

const own: readonly Action[] = ['cure', 'lookAgain', 'takeNote'];
const withoutRows: readonly Action[] = ['lookAgain', 'takeNote', 'showReport'];
const ofText: readonly Action[] = ['copyCure', 'startScreen'];

/** What is wrong, with its evidence and what cures it; while it is looked for, who is asked what. */
export const Findings = (): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	useStore(state => state.diagnosis);
	useStore(state => state.output);
	const state = useProgress();
	const {rows: height, columns} = useSize();
	const {stdout} = useStdout();
	const {looking: began, asked, scroll} = useHolder(session.findings, findings => findings);
	const looking = useStore(({looking}) => looking);
	// oxlint-disable-next-line react/exhaustive-deps
	const all = useMemo(() => findingRows(state), [state.diagnosis, state.rows]);
	const both = height - around;
	const few = Math.max(1, Math.min(mostRows, all.length, Math.floor(both / 2)));
	const split = splitOf(columns, both, Math.max(1, both - few));
	const listed = useList('findings', all, {
		keyOf: keyOfFinding,
		textOf: ({told}) => [told.id, ...told.about, told.title.en, told.title.zh, ...told.hosts].join(' '),
		page: split.list.rows,
		covered: asked !== undefined,
	});
	const {selected} = listed;
	const {columns: measure, rows: room} = split.detail;
	// What is read aloud has no width.
	const width = useIsScreenReaderEnabled() ? Infinity : measure;
	const lines = selected ? findingLines(selected, state, width, language) : unknownLines(state, width, language);
	const most = Math.max(0, lines.length - room);
	const key = selected ? keyOfFinding(selected) : '';
	const from = scroll?.at === key ? Math.min(scroll.line, most) : 0;
	const step = (by: number) => (): void =>
		session.findings.send({type: 'scrolled', at: key, line: Math.max(0, Math.min(from + by, most))});
	const half = Math.max(1, Math.floor(room / 2));
	useKeys(
		'findings',
		{
			cure: () => selected && act.askCure(session, selected),
			lookAgain: () => void act.lookAgain(session),
			copyCure: () => selected && act.copyCure(session, selected, sequence => stdout.write(sequence)),
			readOn: step(half),
			readBack: step(-half),
		},
		{active: asked === undefined},
	);
	const unknown = session.pasted ? texts.diagnose.unknown : texts.findings.nothing;
	const empty = began ? texts.findings.looking : state.diagnosis ? unknown : texts.findings.none;
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			{looking ? (
				<>
					<Title />
					<Asking looking={looking} height={both + 1} />
				</>
			) : (
				<Beside
					split={split}
					detail={
						<Scrolled
							lines={lines}
							height={room}
							from={from}
							action={asked ? 'more' : 'readOn'}
							scroll={by => step(by)()}
						/>
					}
				>
					<Title />
					<List listed={listed} height={split.list.rows} keyOf={keyOfFinding} draw={drawRow} empty={empty} />
				</Beside>
			)}
			{asked && selected?.remedy ? (
				<ConfirmCure asked={asked} remedy={selected.remedy} more={step(half)} less={step(-half)} />
			) : (
				<>
					<StatusLine entry={undefined} />
					<ListFooter listed={listed} actions={session.pasted ? ofText : selected ? own : withoutRows} />
				</>
			)}
		</Box>
	);
};
