// Diagnosis of the hosts of a plan, or of simulated ones: a session like any other, of a book without tasks of its own.
import {diagnosisBook} from '../../../steps/books.ts';
import type {Investigation} from '../../engine/diagnose/investigate.ts';
import type {Knowledge} from '../../engine/diagnose/judge.ts';
import {planCure} from '../../engine/diagnose/plan-cure.ts';
import type {Told} from '../../engine/diagnose/tell.ts';
import {textsOf, type Language} from '../../texts/texts.ts';
import {askHere} from '../ask-in-terminal.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {openSession, type OpenedSession, type Wanted} from '../open-session.ts';

export type LiveOptions = {
	readonly language: Language;
	readonly plan?: string;
	readonly lab?: string | true;
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

const wantedOf = ({plan, lab}: LiveOptions): Wanted => {
	const book = diagnosisBook.id;
	if (plan === undefined) return {kind: 'lab', lab: lab ?? true, book};
	return lab === undefined ? {kind: 'plan', path: plan, book} : {kind: 'own-lab', lab, path: plan, book};
};

const look = async (session: OpenedSession, knowledge: Knowledge): Promise<Investigation> =>
	session.engine.diagnose(knowledge, {version: session.plan.kubernetes.version});

const toldOf = ({store}: OpenedSession): readonly Told[] => store.getState().diagnosis?.found ?? [];

type Say = (sentence: string) => void;

/** One remedy after the other, the least invasive first, until the finding is gone. */
const cure = async (
	session: OpenedSession,
	knowledge: Knowledge,
	first: Investigation,
	wish: string,
	language: Language,
	say: Say,
): Promise<{readonly found: Investigation; readonly code: ExitCode}> => {
	const words = textsOf(language).diagnose;
	const [id = '', only] = wish.split('.');
	const finding = knowledge.findings.find(each => each.id === id);
	let found = first;
	const report = () => found.judgement.reports.find(each => each.finding.id === id);
	const remedies = (finding?.remedies ?? []).filter(remedy => only === undefined || remedy.id === only);
	if (!finding || !report() || remedies.length === 0) {
		say(words.nothingToCure(wish));
		return {found, code: exitCodes.usage};
	}
	for (const remedy of remedies) {
		const there = report();
		if (!there) break;
		const title = remedy.title[language];
		if (remedy.risk === 'destructive' && only === undefined) {
			say(words.destructive(title, remedy.loses?.[language] ?? '', `${id}.${remedy.id}`));
			return {found, code: exitCodes.failed};
		}
		const {hosts} = session.store.getState();
		const planned = planCure(finding, remedy, there.hosts, found.judgement, hosts);
		const outcome = await session.engine.cure(planned);
		const {rows} = session.store.getState();
		for (const [host, row] of Object.entries(rows[`${id}.${remedy.id}`] ?? {}))
			say(words.curedRow(title, host, textsOf(language).status[row.status], row.note));
		if (outcome !== 'done') return {found, code: exitCodes[outcome]};
		found = await look(session, knowledge);
	}
	const left = report();
	say(left ? words.stillThere(finding.title[language]) : words.gone(finding.title[language]));
	return {found, code: left ? exitCodes.failed : exitCodes.done};
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
	const session = await openSession(wantedOf(options), {language, ask: askHere(false), onTrouble: say});
	if ('problems' in session) return session;
	const began = Date.now();
	let found = await look(session, knowledge);
	const milliseconds = Date.now() - began;
	let code: ExitCode = exitCodes.done;
	if (options.cure !== undefined)
		({found, code} = await cure(session, knowledge, found, options.cure, language, say));
	const told = toldOf(session);
	await session.leave(code === exitCodes.done ? 'done' : 'failed');
	const nobody = Object.keys(found.away).length === session.plan.hosts.length;
	return {found, told, milliseconds, session: session.id, code: nobody ? exitCodes.unreachable : code};
};
