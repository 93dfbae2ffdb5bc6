// kubewalk survey: every check on every host, changing nothing.
import {textsOf, type Language} from '../texts/texts.ts';
import type {Surveyed} from '../engine/engine.ts';
import {languageOf} from './language.ts';
import {openSession, type OpenedSession} from './open-session.ts';
import {wantedOf, type RunOptions} from './run.ts';

const marks = {yes: '✔', no: '✘', unknown: '?'} as const satisfies Record<Surveyed['answer'], string>;

const linesOf = (session: OpenedSession, surveyed: readonly Surveyed[], language: Language): readonly string[] =>
	session.engine.book.stages.flatMap(stage => [
		stage.title[language],
		...stage.tasks.flatMap(task => {
			const cells = surveyed.filter(cell => cell.task === task.id);
			if (cells.length === 0) return [];
			const row = `  ${cells.map(cell => `${cell.host} ${marks[cell.answer]}`).join('  ')}  ${task.title[language]}`;
			const reasons = cells
				.filter(cell => cell.answer !== 'yes' && cell.detail !== '')
				.map(cell => `      ${cell.host}: ${cell.detail}`);
			return [row, ...reasons];
		}),
	]);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints the host x check matrix. Nothing is changed, and the session that it needs is forgotten at once. */
export const survey = async (options: Pick<RunOptions, 'plan' | 'lab' | 'lang' | 'book' | 'json'>): Promise<number> => {
	const language = languageOf(options.lang);
	const wanted = wantedOf({...options, stage: [], skip: []}, language);
	if (typeof wanted === 'string') {
		say(wanted);
		return 2;
	}
	const session = await openSession(wanted, {language, ask: async () => undefined, onTrouble: say});
	if ('problems' in session) {
		session.problems.forEach(say);
		return session.code;
	}
	const surveyed = await session.engine.survey();
	await session.leave('done');
	session.forget();
	const text = options.json ? JSON.stringify(surveyed, null, '\t') : linesOf(session, surveyed, language).join('\n');
	process.stdout.write(`${text}\n`);
	const away = surveyed.some(({answer, detail}) => answer === 'unknown' && detail !== '');
	if (away) say(textsOf(language).headless.surveyIncomplete);
	return away ? 3 : 0;
};
