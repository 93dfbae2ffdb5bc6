// Reads cluster.yaml: the plan, or every complaint about it with its line and column.
import {readFileSync} from 'node:fs';
import {dirname, isAbsolute, join} from 'node:path';
import {checkPlan, type Read} from '../../steps/plan/check-plan.ts';
import type {Plan} from '../../steps/plan.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {readYaml, type Complaint} from './read-yaml.ts';

export type {Complaint} from './read-yaml.ts';

export type ParsedPlan = {readonly plan: Plan} | {readonly complaints: readonly Complaint[]};

const byPlace = (one: Complaint, other: Complaint): number => one.line - other.line || one.column - other.column;

/** `read` gets the path of a file that the plan names, already relative to the plan's folder. */
export const parsePlan = (text: string, fileName: string, read: Read): ParsedPlan => {
	const yaml = readYaml(text);
	if (!yaml.readable) return {complaints: yaml.complaints.toSorted(byPlace)};
	const beside: Read = path => read(isAbsolute(path) ? path : join(dirname(fileName), path));
	const checked = checkPlan(yaml.value, beside);
	if ('plan' in checked && yaml.complaints.length === 0) return checked;
	const found = 'plan' in checked ? [] : checked.problems;
	const complaints = found.map(({path, atKey, text}) => ({...yaml.placeOf(path, atKey ?? false), text}));
	return {complaints: [...yaml.complaints, ...complaints].toSorted(byPlace)};
};

/** Lines that editors and terminals can jump from: `cluster.yaml:12:7: what is wrong; write … instead.` */
export const complain = (fileName: string, complaints: readonly Complaint[], language: Language): readonly string[] =>
	complaints.map(({line, column, text}) => `${fileName}:${line}:${column}: ${text[language]}`);

const readOrNot: Read = path => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
};

/** The plan in a file, or sentences for stderr, one per line. */
export const loadPlan = (
	fileName: string,
	language: Language,
): {readonly plan: Plan} | {readonly problems: readonly string[]} => {
	const words = textsOf(language).plan;
	let text: string;
	try {
		text = readFileSync(fileName, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		return {problems: [code === 'ENOENT' ? words.missing(fileName) : words.unreadable(fileName, code ?? '')]};
	}
	const parsed = parsePlan(text, fileName, readOrNot);
	return 'plan' in parsed ? parsed : {problems: complain(fileName, parsed.complaints, language)};
};
