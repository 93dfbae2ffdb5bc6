// Diagnosis of the hosts of a plan, or of simulated ones: a session like any other, of a book without tasks of its own.
import {diagnosisBook} from '../../../steps/books.ts';
import type {Investigation} from '../../engine/diagnose/investigate.ts';
import type {Knowledge} from '../../engine/diagnose/judge.ts';
import type {Told} from '../../engine/diagnose/tell.ts';
import {textsOf, type Language} from '../../texts/texts.ts';
import {askHere} from '../ask-in-terminal.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {createDoctor} from './doctor.ts';
import {sessionToResume} from '../open-sessions.ts';
import {openSession, type OpenedSession, type Wanted} from '../open-session.ts';

export type LiveOptions = {
	readonly language: Language;
	readonly plan?: string;
	readonly lab?: string | true;
	/** A session that an earlier process left: it is gone on with, and looks anew. */
	readonly resume?: string | true;
	readonly yes?: true;
	/** A finding, or one of its remedies as `finding.remedy`, to be cured. */
	readonly cure?: string;
};

export type Live = {
	readonly found: Investigation;
	readonly told: readonly Told[];
	readonly milliseconds: number;
	readonly session: string;
	readonly code: ExitCode;
};

const wantedOf = ({plan, lab, resume}: LiveOptions): Wanted | undefined => {
	const book = diagnosisBook.id;
	if (resume !== undefined) {
		const session = sessionToResume(resume, 'troubleshooting');
		return session === undefined ? undefined : {kind: 'resume', session};
	}
	if (plan === undefined) return {kind: 'lab', lab: lab ?? true, book};
	return lab === undefined ? {kind: 'plan', path: plan, book} : {kind: 'own-lab', lab, path: plan, book};
};

type Doctor = ReturnType<typeof createDoctor>;

const toldOf = ({store}: OpenedSession): readonly Told[] => store.getState().diagnosis?.found ?? [];

type Say = (sentence: string) => void;

/** What a journal said before the cure is over after two minutes (`steps/findings/unit-journal.ts`). */
const looksAgain = {times: 5, seconds: 30} as const;

/** One remedy after the other, the least invasive first, until the finding is gone. */
const cure = async (
	session: OpenedSession,
	doctor: Doctor,
	knowledge: Knowledge,
	wish: string,
	language: Language,
	say: Say,
): Promise<ExitCode> => {
	const words = textsOf(language).diagnose;
	const [id = '', only] = wish.split('.');
	const finding = knowledge.findings.find(each => each.id === id);
	const isThere = (): boolean => doctor.found()?.judgement.reports.some(each => each.finding.id === id) ?? false;
	// Not every remedy is for every plan: only what was offered is run.
	const told = session.store.getState().diagnosis?.found.find(each => each.id === id);
	const offered = new Set(told?.remedies.map(remedy => remedy.id));
	const remedies = (finding?.remedies ?? []).filter(
		remedy => offered.has(remedy.id) && (only === undefined || remedy.id === only),
	);
	if (!finding || !isThere() || remedies.length === 0) {
		say(words.nothingToCure(wish));
		return exitCodes.usage;
	}
	for (const remedy of remedies) {
		if (!isThere()) break;
		const title = remedy.title[language];
		if (remedy.risk === 'destructive' && only === undefined) {
			say(words.destructive(title, remedy.loses?.[language] ?? '', `${id}.${remedy.id}`));
			return exitCodes.failed;
		}
		const outcome = await doctor.cure(id, remedy.id);
		const {rows} = session.store.getState();
		for (const [host, row] of Object.entries(rows[`${id}.${remedy.id}`] ?? {}))
			say(words.curedRow(title, host, textsOf(language).status[row.status], row.note));
		if (outcome !== 'done') return exitCodes[outcome];
		// The next remedy may disturb more than this one: it has to wait until this one is known not to have helped.
		for (let look = 0; look < looksAgain.times && isThere() && remedy.risk !== 'safe'; look += 1) {
			say(words.looksAgain(finding.title[language], looksAgain.seconds));
			await session.wait(looksAgain.seconds * 1000);
			await doctor.look();
		}
	}
	const left = isThere();
	say(left ? words.stillThere(finding.title[language]) : words.gone(finding.title[language]));
	return left ? exitCodes.failed : exitCodes.done;
};

export const diagnoseLive = async (
	options: LiveOptions,
	knowledge: Knowledge,
	say: Say,
): Promise<Live | {readonly problems: readonly string[]; readonly code: ExitCode}> => {
	const {language} = options;
	const words = textsOf(language).diagnose;
	if (options.cure !== undefined && options.lab === undefined && !options.yes)
		return {problems: [words.cureNeedsYes], code: exitCodes.usage};
	const wanted = wantedOf(options);
	if (!wanted) return {problems: [textsOf(language).open.noOpenSession], code: exitCodes.usage};
	const session = await openSession(wanted, {language, ask: askHere(false), onTrouble: say});
	if ('problems' in session) return session;
	const began = Date.now();
	const doctor = createDoctor(session, async () => knowledge);
	await doctor.look();
	const milliseconds = Date.now() - began;
	const code =
		options.cure === undefined
			? exitCodes.done
			: await cure(session, doctor, knowledge, options.cure, language, say);
	const found = doctor.found()!;
	const told = toldOf(session);
	await session.leave(code === exitCodes.done ? 'done' : 'failed');
	const nobody = Object.keys(found.away).length === session.plan.hosts.length;
	return {found, told, milliseconds, session: session.id, code: nobody ? exitCodes.unreachable : code};
};
