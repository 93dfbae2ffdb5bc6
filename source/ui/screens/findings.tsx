import {Box, useWindowSize} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {Header} from '../components/header.tsx';
import {Hints} from '../components/hints.tsx';
import {List, ListFooter} from '../components/list.tsx';
import {Rule} from '../components/rule.tsx';
import {Say} from '../components/say.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {useLanguage, useProgress, useSession, useStore, useTexts} from '../context.ts';
import {findingRows, keyOfFinding, type FindingRow} from '../findings.ts';
import * as act from '../findings-actions.ts';
import {useHolder} from '../holder.ts';
import {plain, plainLines} from '../plain.ts';
import type {Tone} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {useList} from '../use-list.ts';

/** Header and tabs, title, rule, what was said, two lines of keys. */
const around = 7;
const mostRows = 9;

type Line = {readonly tone: Tone; readonly text: string};

const quiet = (text: string): Line => ({tone: 'quiet', text});

/** What a finding is known by, or what a remedy runs. */
const useDetail = (row: FindingRow | undefined): readonly Line[] => {
	const texts = useTexts();
	const language = useLanguage();
	const words = texts.findings;
	if (!row) return [];
	const {told, remedy} = row;
	if (remedy)
		return [
			quiet(`${remedy.host}: ${texts.planBook[remedy.risk]}. ${remedy.why[language]}`),
			...(remedy.loses ? [{tone: 'bad' as const, text: words.loses(remedy.loses[language])}] : []),
			...plainLines(remedy.commands ?? texts.diagnose.needsPlan).map((text): Line => ({tone: 'plain', text})),
		];
	return [
		{tone: 'plain', text: told.meaning[language]},
		...told.evidence.flatMap(({host, command, lines}) => [
			quiet(`${host}# ${command.split('\n').find(line => line.trim() !== '') ?? ''}`),
			...(lines.length > 0 ? lines : [texts.diagnose.nothingSaid]).map((text): Line => ({
				tone: 'strong',
				text: plain(`  ${text}`),
			})),
		]),
		...(told.chain.length > 0
			? [quiet(words.follows(told.chain.map(({title}) => title[language]).join(' → ')))]
			: []),
		...told.badAdvice.map((advice): Line => ({
			tone: 'warn',
			text: `${texts.diagnose.badAdvice}: ${advice[language]}`,
		})),
		...(told.ruledOut.length > 0
			? [quiet(words.not(told.ruledOut.map(({title}) => title[language]).join(', ')))]
			: []),
	];
};

const tones = {confirmed: 'bad', likely: 'warn', possible: 'quiet'} as const satisfies Record<string, Tone>;

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
				<Say tone={tone}>{plain(title)}</Say>
			</Box>
			<Box flexShrink={0}>
				<Say tone={remedy ? 'quiet' : tones[told.confidence]}>{plain(aside)}</Say>
			</Box>
		</>
	);
};

const drawRow = (row: FindingRow): ReactNode => <Row row={row} />;

/** What is wrong, with its evidence and what cures it. */
export const Findings = (): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	useStore(({diagnosis}) => diagnosis);
	const state = useProgress();
	const {rows: height} = useWindowSize();
	const {looking, asked} = useHolder(session.findings, findings => findings);
	// oxlint-disable-next-line react/exhaustive-deps
	const all = useMemo(() => findingRows(state), [state.diagnosis, state.rows]);
	const listRows = Math.max(1, Math.min(mostRows, all.length, Math.floor((height - around) / 2)));
	const listed = useList('findings', all, {
		keyOf: keyOfFinding,
		textOf: ({told}) => `${told.id} ${told.title.en} ${told.title.zh} ${told.hosts.join(' ')}`,
		page: listRows,
		covered: asked !== undefined,
	});
	const {selected} = listed;
	const detail = useDetail(selected);
	useKeys(
		'findings',
		{cure: () => selected && act.askCure(session, selected), lookAgain: () => void act.lookAgain(session)},
		{active: asked === undefined},
	);
	useKeys(
		'confirm',
		{
			yes: () => selected && act.confirmCure(session, selected),
			no: () => session.findings.send({type: 'declined'}),
		},
		{active: asked !== undefined},
	);
	const empty = looking ? texts.findings.looking : state.diagnosis ? texts.findings.nothing : texts.findings.none;
	const question =
		asked && selected?.remedy
			? asked.times > 0
				? texts.findings.confirmAgain
				: texts.findings.confirm(texts.planBook[selected.remedy.risk])
			: undefined;
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<Box height={1} flexShrink={0}>
				<Say tone="strong">{looking ? texts.findings.looking : texts.findings.title}</Say>
			</Box>
			<List listed={listed} height={listRows} keyOf={keyOfFinding} draw={drawRow} empty={empty} />
			<Rule />
			<Box
				flexDirection="column"
				height={Math.max(1, height - around - listRows)}
				flexShrink={0}
				overflow="hidden"
			>
				{detail.map((line, index) => (
					<Box key={index} flexShrink={0}>
						<Say tone={line.tone} wrap="fold">
							{line.text}
						</Say>
					</Box>
				))}
			</Box>
			{question === undefined ? (
				<>
					<StatusLine entry={undefined} />
					<ListFooter listed={listed} actions={['cure', 'lookAgain']} />
				</>
			) : (
				<>
					<Box height={2} flexShrink={0}>
						<Say tone="bad" wrap="words">
							{question}
						</Say>
					</Box>
					<Hints actions={['yes', 'no']} />
				</>
			)}
		</Box>
	);
};
