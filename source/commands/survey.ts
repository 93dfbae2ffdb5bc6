// kubewalk survey: every check on every host, changing nothing.
import {styleText} from 'node:util';
import type {Surveyed} from '../engine/engine.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {askHere} from './ask-in-terminal.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {languageOf} from './language.ts';
import {type Look, matrixLines} from './matrix.ts';
import {openSession} from './open-session.ts';
import {wantedOf, type RunOptions} from './run.ts';
import {explain, isAway, reasonLines} from './survey-reasons.ts';

const colours = {yes: 'green', no: 'red', unknown: 'yellow', title: 'bold'} as const;

/** Where it is printed: `styleText` leaves colours out where stdout is no terminal, or NO_COLOR is set. */
const lookOf = (language: Language): Look => ({
	language,
	width: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 80),
	paint: (tone, text) => styleText(colours[tone], text, {stream: process.stdout}),
});

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
	const {engine} = session;
	const began = Date.now();
	const surveyed = await engine.survey();
	const seconds = Math.round((Date.now() - began) / 100) / 10;
	await session.leave('done');
	session.forget();
	const look = lookOf(language);
	const texts = textsOf(language).survey;
	const counts = {
		yes: countOf(surveyed, 'yes'),
		no: countOf(surveyed, 'no'),
		unknown: countOf(surveyed, 'unknown'),
	};
	const text = options.json
		? JSON.stringify(explain(engine, surveyed), null, '\t')
		: [
				...matrixLines(engine.book, surveyed, look),
				...reasonLines(engine, surveyed, look),
				'',
				texts.counts(counts, new Set(surveyed.map(({host}) => host)).size, seconds),
			].join('\n');
	process.stdout.write(`${text}\n`);
	if (!surveyed.some(isAway)) return exitCodes.done;
	say(texts.incomplete);
	return exitCodes.unreachable;
};
