import {Box, useStdout} from 'ink';
import {useMemo, type ReactNode} from 'react';
import type {Sheet} from '../../engine/sheet.ts';
import type {Texts} from '../../texts/texts.ts';
import {useDesk, useLanguage, useProgress, useSession, useSize, useTexts} from '../context.ts';
import type {Paste} from '../desk.ts';
import {fold} from '../fold.ts';
import type {Action} from '../keys.ts';
import {plain, plainLines} from '../plain.ts';
import {isWorking, statusOn, type Entry} from '../progress.ts';
import * as act from '../sheet-actions.ts';
import {lackIn, sheetWhy, titleOf} from '../sheet-words.ts';
import type {Tone} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';
import {Dialog} from './dialog.tsx';
import {Prose} from './prose.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

type Row = {readonly text: string; readonly tone: Tone};

const title = (text: string): Row => ({text, tone: 'quiet'});

/** The commands themselves first, then everything that is copied, so that nothing is run unseen. */
const rowsOf = (sheet: Sheet, texts: Texts, columns: number): readonly Row[] => {
	const rows = (text: string, tone: Tone): readonly Row[] =>
		plainLines(text).flatMap(line => fold(line, columns).map(part => ({text: part, tone})));
	const {commands, kind} = sheet;
	const titleAt = (index: number): readonly Row[] => {
		if (commands.length === 1 || (kind === 'job' && index === 0)) return [];
		const number = `# ${index + 1}/${commands.length}`;
		return [title(kind === 'job' && index === 1 ? `${number} ${texts.byHand.next}` : number)];
	};
	return [
		...commands.flatMap((command, index) => [...titleAt(index), ...rows(command, 'plain')]),
		...(commands.length > 0 ? [title(`— ${texts.byHand.whole}`)] : []),
		...rows(sheet.script, commands.length > 0 ? 'quiet' : 'plain'),
	];
};

const counted = new Intl.NumberFormat('en');

const verdictOf = (texts: Texts, sheet: Sheet, {reading}: Paste): Row => {
	const {byHand} = texts;
	switch (reading.state) {
		case 'whole':
			return {text: byHand.good(reading.answers.length), tone: 'good'};
		case 'not-run':
			return {text: byHand.neverRan, tone: 'warn'};
		case 'free':
			return {text: byHand.free, tone: 'warn'};
		case 'lacking':
			return {text: lackIn(texts, sheet, reading.lack), tone: 'warn'};
	}
};

/** How much was pasted, its first and its last line. */
const pasteRows = (texts: Texts, paste: Paste | undefined): readonly Row[] => {
	const {byHand} = texts;
	if (!paste) return [{text: byHand.waiting, tone: 'quiet'}];
	const lines = paste.text.trim().split(/\r\n|\r|\n/);
	const count = lines.length === 1 ? byHand.pastedOne : byHand.pasted(counted.format(lines.length));
	return [
		{text: `${count}: ${plain(lines[0]!)}`, tone: 'plain'},
		...(lines.length > 1 ? [{text: `… ${plain(lines.at(-1)!)}`, tone: 'quiet' as const}] : []),
	];
};

const actionsFor = (sheet: Sheet, paste: Paste | undefined): readonly Action[] => {
	if (!paste) {
		const looking = sheet.kind === 'look' ? (['neverRan'] as const) : [];
		return ['copySheet', 'writeSheet', 'sheetDown', ...looking, 'sheetBack'];
	}
	if (paste.reading.state === 'free') return ['endedWell', 'endedBadly', 'sheetBack'];
	return paste.reading.state === 'lacking' ? ['sheetBack', 'copySheet'] : ['takePaste', 'sheetBack'];
};

const Rows = ({rows, height}: {readonly rows: readonly Row[]; readonly height: number}): ReactNode => (
	<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
		{rows.map(({text, tone}, index) => (
			// oxlint-disable-next-line react/no-array-index-key -- lines repeat, and stand where they stand
			<Box key={index} height={1} flexShrink={0}>
				<Say tone={tone}>{text || ' '}</Say>
			</Box>
		))}
	</Box>
);

type Props = {readonly entries: readonly Entry[]; readonly height: number};

/** What to run by hand on a host that kubewalk does not reach, and the paste of what it printed. */
export const SheetDialog = ({entries, height}: Props): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const {columns} = useSize();
	const {stdout} = useStdout();
	const {waiting, scroll, paste, said} = useDesk(desk => desk);
	const sheet = waiting[0]?.sheet;
	const rows = useMemo(() => (sheet ? rowsOf(sheet, texts, columns) : []), [sheet, texts, columns]);
	// Title, four rules, four lines about the paste, and the keys.
	const head = sheet?.kind === 'job' ? 5 : 3;
	const room = Math.max(1, height - 10 - head);
	const step = (by: number) => (): void =>
		session.desk.send({type: 'scrolled', by, most: Math.max(0, rows.length - room)});
	useKeys(
		'hand',
		{
			copySheet: () => act.copySheet(session, text => stdout.write(text)),
			writeSheet: () => act.writeSheet(session),
			takePaste: () => act.takePaste(session),
			endedWell: () => act.sayEnding(session, true),
			endedBadly: () => act.sayEnding(session, false),
			neverRan: () => act.sayNeverRan(session),
			sheetDown: step(Math.max(1, room - 2)),
			sheetUp: step(-Math.max(1, room - 2)),
			sheetBack: () => act.sheetBack(session),
		},
		{typed: ({name, text}) => name === 'paste' && session.desk.send({type: 'pasted', text})},
	);
	const box = useMouse({wheel: lines => step(lines)()});
	if (!sheet) return null;
	const task = entries.find(entry => {
		const {name} = sheet.host;
		return entry.hosts.includes(name) && isWorking(statusOn(state, entry, name));
	})?.task;
	const about = titleOf(texts, sheet, task?.title[language] ?? '');
	const more = waiting.length > 1 ? ` (${texts.byHand.more(waiting.length - 1)})` : '';
	const verdict = said ? {text: plain(said.say(texts)), tone: said.tone} : paste && verdictOf(texts, sheet, paste);
	return (
		<Dialog title={`${about}${more}`} actions={actionsFor(sheet, paste)}>
			<Box flexDirection="column" height={head} flexShrink={0} overflow="hidden">
				{sheet.kind === 'job' && task && <Prose tone="quiet">{task.why[language]}</Prose>}
				<Prose>{`${texts.byHand.how(sheet.host.name)} ${sheetWhy(texts, sheet)}`}</Prose>
			</Box>
			<Rule />
			<Box ref={box} flexShrink={0}>
				<Rows rows={rows.slice(scroll, scroll + room)} height={room} />
			</Box>
			<Rule />
			<Rows rows={pasteRows(texts, paste)} height={2} />
			<Box height={2} flexShrink={0} overflow="hidden">
				{verdict && <Prose tone={verdict.tone}>{verdict.text}</Prose>}
			</Box>
		</Dialog>
	);
};
