// kubewalk diagnose: names the cause, shows the evidence, offers the cure.
import {styleText} from 'node:util';
import {choose} from '../engine/diagnose/choose.ts';
import {findings, questions} from '../../steps/findings/all.ts';
import type {Plan} from '../../steps/plan.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {aboutWords, narrow, type Narrowing} from './diagnose/narrow.ts';
import {diagnoseLines} from './diagnose/offline.ts';
import {diagnosisLines} from './diagnose/print-diagnosis.ts';
import {toldJson, type Paint} from './diagnose/print-told.ts';
import {readFile, readStream, type Input} from './diagnose/read-input.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import type {Io} from './io.ts';
import {loadPlan} from './load-plan.ts';

export type DiagnoseOptions = {
	readonly language: Language;
	readonly from?: string;
	readonly plan?: string;
	readonly json?: true;
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

/** `swap-on` and what it is about are both understood. */
const narrowingOf = ({about, name}: DiagnoseOptions): Narrowing | undefined =>
	about === undefined ? undefined : {about, ...(name !== undefined && {name})};

export const diagnose = async (options: DiagnoseOptions, io: Io): Promise<ExitCode> => {
	const {language, from} = options;
	const words = textsOf(language).diagnose;
	const refuse = (...sentences: readonly string[]): ExitCode => {
		for (const sentence of sentences) io.stderr(`${sentence}\n`);
		return exitCodes.usage;
	};
	const narrowing = narrowingOf(options);
	const known = aboutWords(findings);
	if (narrowing && !known.includes(narrowing.about)) return refuse(words.noAbout(narrowing.about, known.join(', ')));
	if (from === undefined) return refuse(words.needsSource);
	let plan: Plan | undefined;
	if (options.plan !== undefined) {
		const loaded = loadPlan(options.plan, language);
		if ('problems' in loaded) return refuse(...loaded.problems);
		plan = loaded.plan;
	}
	const input = await readInput(from);
	if ('problem' in input) return refuse(words.noFile(from, input.problem));
	if (input.lines.every(line => line.trim() === '')) return refuse(words.empty);
	if (input.cutFrom !== undefined) io.stderr(`${words.cut(input.cutFrom)}\n`);
	const {judgement, told: all} = diagnoseLines(knowledge, input.lines, plan);
	const told = narrowing ? narrow(all, narrowing, findings) : all;
	const further = choose(knowledge, judgement, question => judgement.matcher.answered(question));
	const text = options.json
		? toldJson(told, language)
		: diagnosisLines({judgement, told, further, wayOut: words.wayOutOffline}, language, paint).join('\n');
	io.stdout(`${text}\n`);
	return exitCodes.done;
};
