// kubewalk diagnose: names the cause, shows the evidence, offers the cure. Text is read without what reaches hosts and reads
// plans: that is loaded only when it is wanted.
import {writeFileSync} from 'node:fs';
import {styleText} from 'node:util';
import {choose} from '../engine/diagnose/choose.ts';
import type {Judgement} from '../engine/diagnose/judge.ts';
import type {Told} from '../engine/diagnose/tell.ts';
import {findings, questions} from '../../steps/findings/all.ts';
import type {Plan} from '../../steps/plan.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import type {Live} from './diagnose/live.ts';
import {aboutWords, narrow, type Narrowing} from './diagnose/narrow.ts';
import {diagnoseLines} from './diagnose/offline.ts';
import {diagnosisLines} from './diagnose/print-diagnosis.ts';
import {toldJson, type Paint} from './diagnose/print-told.ts';
import {readFile, readStream, type Input} from './diagnose/read-input.ts';
import {bundleText} from './diagnose/write-bundle.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import type {Io} from './io.ts';

export type DiagnoseOptions = {
	readonly language: Language;
	readonly from?: string;
	readonly plan?: string;
	readonly lab?: string | true;
	readonly resume?: string | true;
	readonly json?: true;
	/** Lines instead of a screen. */
	readonly plain?: true;
	readonly yes?: true;
	readonly cure?: string;
	/** A file for what live hosts answered. */
	readonly bundle?: string;
	readonly about?: string;
	readonly name?: string;
};

const knowledge = {findings, questions};

const tones = {title: 'bold', good: 'green', bad: 'red', quiet: 'dim'} as const;

const paint: Paint = (tone, text) => styleText(tones[tone], text, {stream: process.stdout});

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const readInput = async (from: string): Promise<Input | {readonly problem: string}> => {
	try {
		return from === '-' ? await readStream(process.stdin) : await readFile(from);
	} catch (error) {
		return {problem: reasonOf(error)};
	}
};

type Trouble = {readonly problems: readonly string[]; readonly code?: ExitCode};

const narrowingOf = ({about, name}: DiagnoseOptions): Narrowing | undefined =>
	about === undefined ? undefined : {about, ...(name !== undefined && {name})};

/** The answer on stdout: for people, or as JSON. */
const print = (
	options: DiagnoseOptions,
	judgement: Judgement,
	all: readonly Told[],
	wayOut: string,
	io: Io,
	isAsked: (question: string) => boolean = question => judgement.matcher.answered(question),
): void => {
	const {language} = options;
	const narrowing = narrowingOf(options);
	const told = narrowing ? narrow(all, narrowing, findings) : all;
	const further = choose(knowledge, judgement, isAsked);
	const live = options.from === undefined;
	const text = options.json
		? toldJson(told, language)
		: diagnosisLines({judgement, told, further, wayOut, live}, language, paint).join('\n');
	io.stdout(`${text}\n`);
};

const writeBundle = (file: string, {found}: Live): string | undefined => {
	try {
		writeFileSync(file, bundleText(found.bundle), {mode: 0o600});
		return undefined;
	} catch (error) {
		return reasonOf(error);
	}
};

const fromHosts = async (options: DiagnoseOptions, io: Io): Promise<ExitCode | Trouble> => {
	const {language, bundle} = options;
	const words = textsOf(language).diagnose;
	const say = (sentence: string): void => io.stderr(`${sentence}\n`);
	const {diagnoseLive} = await import('./diagnose/live.ts');
	const live = await diagnoseLive(options, knowledge, say);
	if ('problems' in live) return live;
	const {found, told, milliseconds, session} = live;
	print(options, found.judgement, told, words.wayOutLive('seen.txt'), io, () => true);
	for (const [host, why] of Object.entries(found.away)) say(words.away(host, why));
	const hosts = new Set(found.bundle.map(({host}) => host)).size;
	const {asked, further, rounds} = found;
	const seconds = Math.round(milliseconds / 100) / 10;
	say(words.summary({first: asked - further, further, rounds, hosts, seconds}));
	say(textsOf(language).headless.session(session));
	if (bundle === undefined) return live.code;
	const problem = writeBundle(bundle, live);
	if (problem !== undefined) return {problems: [words.noFile(bundle, problem)]};
	say(words.bundleWritten(bundle));
	return live.code;
};

const fromText = async (options: DiagnoseOptions, from: string, io: Io): Promise<ExitCode | Trouble> => {
	const {language} = options;
	const words = textsOf(language).diagnose;
	if (options.bundle !== undefined) return {problems: [words.bundleNeedsHosts]};
	let plan: Plan | undefined;
	if (options.plan !== undefined) {
		const {loadPlan} = await import('./load-plan.ts');
		const loaded = loadPlan(options.plan, language);
		if ('problems' in loaded) return loaded;
		plan = loaded.plan;
	}
	const input = await readInput(from);
	if ('problem' in input) return {problems: [words.noFile(from, input.problem)]};
	if (input.lines.every(line => line.trim() === '')) return {problems: [words.empty]};
	if (input.cutFrom !== undefined) io.stderr(`${words.cut(input.cutFrom)}\n`);
	const {judgement, told} = diagnoseLines(knowledge, input.lines, plan);
	print(options, judgement, told, words.wayOutOffline, io);
	return exitCodes.done;
};

/** At a terminal a diagnosis of hosts is a session on the screen. Undefined: lines were asked for, or there is none. */
const onScreen = async (options: DiagnoseOptions): Promise<ExitCode | undefined> => {
	const {json, plain, cure, yes, bundle, about, name, language, ...rest} = options;
	if (json || plain || yes || cure !== undefined || bundle !== undefined) return undefined;
	const [{hasScreen, walk}, {diagnosisBook}] = await Promise.all([
		import('./walk.tsx'),
		import('../../steps/books.ts'),
	]);
	if (!hasScreen()) return undefined;
	const narrowed = name ?? about;
	const code = await walk({
		...rest,
		lang: language,
		book: diagnosisBook.id,
		...(narrowed !== undefined && {about: narrowed}),
	});
	return code as ExitCode;
};

export const diagnose = async (options: DiagnoseOptions, io: Io): Promise<ExitCode> => {
	const words = textsOf(options.language).diagnose;
	const work = async (): Promise<ExitCode | Trouble> => {
		const known = aboutWords(findings);
		const {about, from, plan, lab, resume} = options;
		if (about !== undefined && !known.includes(about)) return {problems: [words.noAbout(about, known.join(', '))]};
		if (from !== undefined) return fromText(options, from, io);
		if (plan === undefined && lab === undefined && resume === undefined) return {problems: [words.needsSource]};
		return (await onScreen(options)) ?? fromHosts(options, io);
	};
	const done = await work();
	if (typeof done === 'number') return done;
	for (const problem of done.problems) io.stderr(`${problem}\n`);
	return done.code ?? exitCodes.usage;
};
