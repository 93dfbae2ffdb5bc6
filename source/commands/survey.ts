// kubewalk survey: every check on every host, changing nothing.
import {styleText} from 'node:util';
import type {Book} from '../engine/declare.ts';
import type {Surveyed} from '../engine/engine.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {askHere} from './ask-in-terminal.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {languageOf} from './language.ts';
import {type Look, matrixLines} from './matrix.ts';
import {openSession} from './open-session.ts';
import {wantedOf, type RunOptions} from './run.ts';

const colours = {yes: 'green', no: 'red', unknown: 'yellow', title: 'bold'} as const;

/** Where it is printed: `styleText` leaves colours out where stdout is no terminal, or NO_COLOR is set. */
const lookOf = (language: Language): Look => ({
	language,
	width: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 80),
	paint: (tone, text) => styleText(colours[tone], text, {stream: process.stdout}),
});

const isAway = ({answer, detail}: Surveyed): boolean => answer === 'unknown' && detail !== '';

/** `m1 m2: why`, once for all hosts that say the same. */
const together = (cells: readonly Surveyed[], wordsOf: (cell: Surveyed) => string): readonly string[] => {
	const hosts = Map.groupBy(cells, wordsOf);
	return [...hosts].map(([words, same]) => `${[...new Set(same.map(({host}) => host))].join(' ')}: ${words}`);
};

/** Why a check is not so, under its title; a host that is away has one reason for all checks, and it comes first. */
const reasonLines = (book: Book, surveyed: readonly Surveyed[], {language, paint}: Look): readonly string[] => {
	const texts = textsOf(language).survey;
	const away = together(surveyed.filter(isAway), ({detail}) => detail);
	const reasons = book.stages
		.flatMap(({tasks}) => tasks)
		.flatMap(task => {
			const open = surveyed.filter(cell => cell.task === task.id && cell.answer !== 'yes' && !isAway(cell));
			if (open.length === 0) return [];
			const lines = together(open, ({answer, detail}) => (answer === 'unknown' ? texts.notYet : detail));
			return [`  ${task.title[language]}`, ...lines.map(line => `    ${line}`)];
		});
	return [
		...(away.length === 0 ? [] : ['', paint('title', texts.away), ...away.map(line => `  ${line}`)]),
		...(reasons.length === 0 ? [] : ['', paint('title', texts.reasons), ...reasons]),
	];
};

const countOf = (surveyed: readonly Surveyed[], wanted: Surveyed['answer']): number =>
	surveyed.filter(({answer}) => answer === wanted).length;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints the host x check matrix. Nothing is changed, and the session that it needs is forgotten at once. */
export const survey = async (
	options: Pick<RunOptions, 'plan' | 'lab' | 'lang' | 'book' | 'json'>,
): Promise<ExitCode> => {
	const language = languageOf(options.lang);
	const wanted = wantedOf({...options, stage: [], skip: []}, language);
	if (typeof wanted === 'string') {
		say(wanted);
		return exitCodes.usage;
	}
	const session = await openSession(wanted, {language, ask: askHere(false), onTrouble: say});
	if ('problems' in session) {
		session.problems.forEach(say);
		return session.code;
	}
	const began = Date.now();
	const surveyed = await session.engine.survey();
	const seconds = Math.round((Date.now() - began) / 100) / 10;
	await session.leave('done');
	session.forget();
	const {book} = session.engine;
	const look = lookOf(language);
	const texts = textsOf(language).survey;
	const counts = {
		yes: countOf(surveyed, 'yes'),
		no: countOf(surveyed, 'no'),
		unknown: countOf(surveyed, 'unknown'),
	};
	const text = options.json
		? JSON.stringify(surveyed, null, '\t')
		: [
				...matrixLines(book, surveyed, look),
				...reasonLines(book, surveyed, look),
				'',
				texts.counts(counts, new Set(surveyed.map(({host}) => host)).size, seconds),
			].join('\n');
	process.stdout.write(`${text}\n`);
	if (!surveyed.some(isAway)) return exitCodes.done;
	say(texts.incomplete);
	return exitCodes.unreachable;
};
