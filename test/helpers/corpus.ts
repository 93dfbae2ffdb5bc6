// The texts that findings are proven by: test/corpus/<what comes first>/<name>.txt
import {globSync, readFileSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {diagnoseLines, type Diagnosed} from '../../source/commands/diagnose/offline.ts';
import {linesOf} from '../../source/commands/diagnose/read-input.ts';
import {findings, questions} from '../../steps/findings/all.ts';

export type CorpusText = {
	/** A finding; or `none`, `healthy`, `foreign`. */
	readonly first: string;
	readonly file: string;
	/** Findings that it looks like, and is not. */
	readonly isNot: readonly string[];
	readonly lines: readonly string[];
};

export const knowledge = {findings, questions};

const isNotOf = (name: string): readonly string[] =>
	findings.map(({id}) => id).filter(id => new RegExp(String.raw`(?:^|-)not-${id}(?=-not-|-\d+$|$)`).test(name));

export const corpus: readonly CorpusText[] = globSync('test/corpus/*/*.txt')
	.toSorted()
	.map(file => ({
		first: basename(dirname(file)),
		file,
		isNot: isNotOf(basename(file, '.txt')),
		lines: linesOf(readFileSync(file)),
	}));

export const diagnoseText = (lines: readonly string[]): Diagnosed => diagnoseLines(knowledge, lines);

export type Placed = {readonly text: CorpusText; readonly found: readonly string[]};

/** The ids that are found in each text, most probable first. */
export const placeAll = (texts: readonly CorpusText[]): readonly Placed[] =>
	texts.map(text => ({text, found: diagnoseText(text.lines).told.map(({id}) => id)}));
