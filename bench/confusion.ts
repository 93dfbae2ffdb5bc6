// Which finding comes first in each text of the corpus: one line for each finding that is ever taken for another, and the
// figures of the whole. `node bench/confusion.ts`
import {corpus, diagnoseText, knowledge} from '../test/helpers/corpus.ts';
import {readTranscript} from '../source/commands/diagnose/read-transcript.ts';
import {diagnoseBundle} from '../source/commands/diagnose/offline.ts';
import {choose} from '../source/engine/diagnose/choose.ts';
import {median} from './median.ts';

const ids = new Set(knowledge.findings.map(({id}) => id));
const placed = corpus
	.filter(({first}) => ids.has(first))
	.map(text => ({...text, found: diagnoseText(text.lines).told.map(({id}) => id)}));

const percent = (count: number): string => `${((count / placed.length) * 100).toFixed(1)} %`;
const within = (places: number): number =>
	placed.filter(({first, found}) => found.slice(0, places).includes(first)).length;

for (const [first, texts] of Map.groupBy(placed, text => text.first)) {
	const taken = Map.groupBy(texts, ({found}) => found[0] ?? 'nothing');
	if (taken.size === 1 && taken.has(first)) continue;
	console.log(`${first}: ${[...taken].map(([id, of]) => `${id} ${of.length}`).join(', ')}`);
	for (const {file, found} of texts.filter(text => text.found[0] !== first))
		console.log(`  ${file}: ${found.slice(0, 4).join(', ')}`);
}

/**
 * What is asked when somebody brings only the first thing that was seen, and the rest is asked for. A question counts
 * whether the text has an answer to it or not.
 */
const ask = (lines: readonly string[]): {readonly questions: number; readonly rounds: number} => {
	const bundle = readTranscript(lines, knowledge.questions);
	let known = bundle.slice(0, 1);
	const asked = new Set<string>();
	for (let rounds = 0; ; rounds++) {
		const {judgement} = diagnoseBundle(knowledge, known);
		const chosen = choose(knowledge, judgement, id => asked.has(id) || judgement.matcher.answered(id));
		if (chosen.length === 0) return {questions: asked.size, rounds};
		for (const {id} of chosen) asked.add(id);
		const answers = bundle.filter(({questions}) => chosen.some(({id}) => questions.includes(id)));
		known = [...known, ...answers.filter(passage => !known.includes(passage))];
	}
};

const figures = (of: readonly number[]): string => `median ${median(of)}, most ${Math.max(...of)}`;

const talks = placed.map(({lines}) => ask(lines));
const needy = talks.filter(({rounds}) => rounds > 0);
console.log(
	`${knowledge.findings.length} findings, ${knowledge.questions.length} questions, ${placed.length} texts: first ${percent(within(1))}, among the first three ${percent(within(3))}`,
);
console.log(
	`after the first thing that was seen ${needy.length} of them need more: further questions ${figures(talks.map(({questions}) => questions))} (of those ${figures(needy.map(({questions}) => questions))}), rounds ${figures(talks.map(({rounds}) => rounds))}`,
);
