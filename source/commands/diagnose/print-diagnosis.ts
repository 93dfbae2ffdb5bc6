// The whole answer: the causes, or honestly that there is none, with what to do then.
import type {Question} from '../../engine/declare.ts';
import type {Judgement} from '../../engine/diagnose/judge.ts';
import type {Told} from '../../engine/diagnose/tell.ts';
import {textsOf, type Language} from '../../texts/texts.ts';
import {toldLines, type Paint} from './print-told.ts';
import {troubleLines} from './trouble-lines.ts';

type Answer = {
	readonly judgement: Judgement;
	readonly told: readonly Told[];
	/** What could still be asked, most useful first. */
	readonly further: readonly Question[];
	readonly wayOut: string;
	/** Live hosts were asked, so that what is visibly broken would be a finding itself, cause or no cause. */
	readonly live: boolean;
};

const mostSure = 8;
const mostPossible = 3;
const mostFurther = 4;

/** Without a cause: all is well only where somebody asked. Text that answers no question leaves everything open. */
const causelessLines = ({judgement, further, wayOut, live}: Answer, language: Language): readonly string[] => {
	const words = textsOf(language).diagnose;
	const ruledOut = judgement.out.map(({finding}) => `${words.ruledOut}: ${finding.title[language]}`);
	if (live) return [words.nothingFound, ...ruledOut];
	const seen = troubleLines(judgement.bundle);
	const asked = judgement.bundle.some(({questions}) => questions.length > 0);
	if (asked && seen.length === 0 && ruledOut.length === 0) return [words.nothingFound];
	return [
		words.unknown,
		...seen.flatMap(({host, command, lines}) => [
			`  ${[host, command].filter(part => part !== '').join('# ') || words.pasted}`,
			...lines.map(line => `    ${line.trimEnd()}`),
		]),
		...ruledOut,
		...furtherLines(further, wayOut, language),
	];
};

const furtherLines = (further: readonly Question[], wayOut: string, language: Language): readonly string[] => [
	wayOut,
	...further.slice(0, mostFurther).map(({title}) => `  ${title[language]}`),
];

export const diagnosisLines = (answer: Answer, language: Language, paint: Paint): readonly string[] => {
	const words = textsOf(language).diagnose;
	const {told, further, wayOut} = answer;
	if (told.length === 0) return causelessLines(answer, language);
	const sure = told.filter(({confidence}) => confidence !== 'possible').slice(0, mostSure);
	const shown = sure.length > 0 ? sure : told.slice(0, mostPossible);
	const left = told.length - shown.length;
	return [
		...(sure.length > 0 ? [] : [words.onlyPossible, '']),
		...shown.flatMap((each, index) => [...(index > 0 ? [''] : []), ...toldLines(each, language, paint)]),
		...(sure.length > 0 ? [] : ['', ...furtherLines(further, wayOut, language)]),
		...(left > 0 ? ['', words.more(left)] : []),
	];
};
