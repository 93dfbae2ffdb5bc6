// kubewalk plan: every command, before anything runs.
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {books} from '../../steps/books.ts';
import {assumedSystem, systems, type SystemName} from '../../steps/system.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {unreachableByAnsible} from './export/ansible-inventory.ts';
import {formats, renderPlan, type Files, type Format} from './export/render-plan.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import type {Io} from './io.ts';
import {findLab, labNames, planOfLab} from './lab-plan.ts';
import {loadPlan} from './load-plan.ts';

export type PlanOptions = {
	readonly language: Language;
	/** Path of a plan; cluster.yaml when left out. */
	readonly plan?: string;
	/** The plan of a lab instead; true: of the first one. */
	readonly lab?: string | true;
	readonly book?: string;
	readonly format?: string;
	/** The system that the hosts are taken to have; scripts and playbooks choose on the host. */
	readonly os?: string;
	/** A directory. Without one the text goes to stdout. */
	readonly out?: string;
};

const isSystem = (name: string): name is SystemName => name in systems;

const isFormat = (format: string): format is Format => (formats as readonly string[]).includes(format);

const isMany = (format: Format): boolean => format === 'script' || format === 'ansible';

const ourOwn = (name: string, files: Files): boolean =>
	Object.keys(files).some(file => file.split('/')[0] === name) || name === 'logs' || name === 'captured.env';

/** Scripts and secrets of an earlier export may be replaced; anything else in the directory is somebody's. */
const isFree = (folder: string, files: Files): boolean => {
	try {
		return readdirSync(folder).every(name => ourOwn(name, files));
	} catch {
		return true;
	}
};

const writeFiles = (folder: string, files: Files): string | undefined => {
	try {
		mkdirSync(folder, {recursive: true});
		for (const [name, content] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, name)), {recursive: true});
			writeFileSync(join(folder, name), content, {mode: name.endsWith('.sh') ? 0o755 : 0o644});
		}
		return undefined;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? String(error);
	}
};

const loadWanted = ({plan = 'cluster.yaml', lab, language}: PlanOptions): ReturnType<typeof loadPlan> => {
	if (lab === undefined) return loadPlan(plan, language);
	const found = findLab(lab);
	return found ? {plan: planOfLab(found)} : {problems: [textsOf(language).open.noLab(String(lab), labNames)]};
};

export const runPlan = async (options: PlanOptions, io: Io): Promise<ExitCode> => {
	const {language, format = 'text', out} = options;
	const words = textsOf(language).planBook;
	const refuse = (...sentences: readonly string[]): ExitCode => {
		for (const sentence of sentences) io.stderr(`${sentence}\n`);
		return exitCodes.usage;
	};
	if (!isFormat(format)) return refuse(words.unknownFormat(format));
	if (isMany(format) && out === undefined) return refuse(words.noOut);
	const book = books.find(({id}) => id === (options.book ?? 'install'));
	if (book === undefined) return refuse(words.unknownBook(options.book ?? '', books.map(({id}) => id).join(', ')));
	const loaded = loadWanted(options);
	if ('problems' in loaded) return refuse(...loaded.problems);
	const alone = format === 'ansible' ? unreachableByAnsible(loaded.plan) : [];
	if (alone.length > 0) return refuse(words.byHandOnly(alone.join(', ')));
	const machine = options.lab === undefined ? undefined : findLab(options.lab)?.machine;
	const {os = typeof machine === 'string' ? machine : assumedSystem} = options;
	if (!isSystem(os)) return refuse(words.unknownSystem(os, Object.keys(systems).join(', ')));
	const files = renderPlan(book, loaded.plan, format, language, os);
	if (out === undefined) {
		for (const content of Object.values(files)) io.stdout(content);
		return exitCodes.done;
	}
	if (!isFree(out, files)) return refuse(words.notEmpty(out));
	const code = writeFiles(out, files);
	if (code !== undefined) return refuse(words.unwritable(out, code));
	const names = Object.keys(files);
	const written = {
		script: () => words.written(out, names.length),
		ansible: () => words.writtenPlaybook(out, names.length, book.id),
	}[format as string];
	io.stderr(`${written?.() ?? words.writtenFile(join(out, names[0]!))}\n`);
	return exitCodes.done;
};
