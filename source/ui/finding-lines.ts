// What stands below the list of findings: what one is known by, or what a remedy runs and how that went.
import {linesOf} from '../engine/printed.ts';
import type {Shown} from '../engine/diagnose/show-evidence.ts';
import {cureId, type Told, type ToldRemedy} from '../engine/diagnose/tell.ts';
import type {State} from '../engine/state.ts';
import {textsOf, type Language, type Texts} from '../texts/texts.ts';
import type {FindingRow} from './findings.ts';
import {fold} from './fold.ts';
import {plain, plainLines} from './plain.ts';
import {proseLines} from './prose-lines.ts';
import {marks, type Tone} from './theme.ts';

export type Line = {readonly tone: Tone; readonly text: string};

type Measure = {readonly width: number; readonly language: Language; readonly texts: Texts};

const sentence = (text: string, tone: Tone, {width, language}: Measure): readonly Line[] =>
	proseLines(plain(text), width, language).map(line => ({tone, text: line}));

const command = (text: string, tone: Tone, {width}: Measure): readonly Line[] =>
	plainLines(text).flatMap(line => fold(line, width).map(piece => ({tone, text: piece})));

const headOf = ({host, command: script}: Shown, {diagnose}: Texts): string => {
	const first = script.split('\n').find(line => line.trim() !== '');
	return first === undefined ? host || diagnose.pasted : `${host}# ${first}`;
};

const shownLines = (all: readonly Shown[], measure: Measure): readonly Line[] =>
	all.flatMap(shown => [
		...command(headOf(shown, measure.texts), 'quiet', measure),
		...(shown.lines.length > 0 ? shown.lines : [measure.texts.diagnose.nothingSaid]).flatMap(line =>
			command(`  ${line}`, 'strong', measure),
		),
	]);

const tailOfOutput = 4;

/** How it went where it was run: a mark and its sentence for each host, and the last that it printed. */
const wentLines = (state: State, id: string, measure: Measure): readonly Line[] =>
	Object.entries(state.rows[id] ?? {}).flatMap(([host, {status, note}]) => [
		...sentence(
			`${marks[status].sign} ${host}: ${measure.texts.status[status]}${note === undefined ? '' : ` (${note.split('\n')[0]})`}`,
			marks[status].tone,
			measure,
		),
		...linesOf(state.output, id, host)
			.slice(-tailOfOutput)
			.flatMap(line => command(`  ${line}`, 'plain', measure)),
	]);

const remedyLines = (told: Told, remedy: ToldRemedy, state: State, measure: Measure): readonly Line[] => {
	const {texts, language} = measure;
	const where = remedy.host === '' ? '' : `${remedy.host}: `;
	return [
		...wentLines(state, cureId(told.id, remedy.id), measure),
		...sentence(
			`${where}${texts.planBook[remedy.risk]}${language === 'en' ? '. ' : '。'}${remedy.why[language]}`,
			'quiet',
			measure,
		),
		...(remedy.loses ? sentence(texts.findings.loses(remedy.loses[language]), 'bad', measure) : []),
		...command(remedy.commands ?? texts.diagnose.needsPlan, 'plain', measure),
	];
};

export const findingLines = (
	{told, remedy}: FindingRow,
	state: State,
	width: number,
	language: Language,
): readonly Line[] => {
	const texts = textsOf(language);
	const measure: Measure = {width, language, texts};
	if (remedy) return remedyLines(told, remedy, state, measure);
	const words = texts.findings;
	return [
		...sentence(told.meaning[language], 'plain', measure),
		...shownLines(told.evidence, measure),
		...(told.chain.length > 0
			? sentence(words.follows(told.chain.map(({title}) => title[language]).join(' → ')), 'quiet', measure)
			: []),
		...told.badAdvice.flatMap(advice =>
			sentence(
				`${texts.diagnose.badAdvice}${language === 'en' ? ': ' : '：'}${advice[language]}`,
				'warn',
				measure,
			),
		),
		...(told.ruledOut.length > 0
			? sentence(words.not(told.ruledOut.map(({title}) => title[language]).join(', ')), 'quiet', measure)
			: []),
	];
};

/** Of a text in which no cause is sure: what reads like trouble in it, and what to ask next. */
export const unknownLines = ({diagnosis}: State, width: number, language: Language): readonly Line[] => {
	const {unknown} = diagnosis ?? {};
	if (!unknown) return [];
	const texts = textsOf(language);
	const measure: Measure = {width, language, texts};
	return [
		...shownLines(unknown.seen, measure),
		...(unknown.further.length > 0 ? sentence(texts.diagnose.wayOutOffline, 'plain', measure) : []),
		...unknown.further.flatMap(title => command(`  ${title[language]}`, 'quiet', measure)),
	];
};
