// Which finding comes first in each text of the corpus: one line for each finding that is ever taken for another, and the
// figures of the whole. `node bench/confusion.ts`
import {corpus, diagnoseText, knowledge} from '../test/helpers/corpus.ts';
import {readTranscript} from '../source/commands/diagnose/read-transcript.ts';
import {diagnoseBundle} from '../source/commands/diagnose/offline.ts';
import {choose} from '../source/engine/diagnose/choose.ts';

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

/** How many questions are asked when somebody brings only the first thing he saw, and the rest is asked for. */
const asked = (lines: readonly string[]): number => {
	const bundle = readTranscript(lines, knowledge.questions);
	let known = bundle.slice(0, 1);
	const questions = new Set<string>();
	for (;;) {
		const {judgement} = diagnoseBundle(knowledge, known);
		const isAsked = (id: string): boolean => questions.has(id) || judgement.matcher.answered(id);
		const chosen = choose(knowledge, judgement, isAsked);
		const told = chosen.filter(({id}) => bundle.some(passage => passage.questions.includes(id)));
		if (told.length === 0) return questions.size;
		for (const {id} of told) questions.add(id);
		known = [
			...known,
			...bundle.filter(
				passage => !known.includes(passage) && told.some(({id}) => passage.questions.includes(id)),
			),
		];
	}
};

const counts = placed.map(({lines}) => asked(lines)).toSorted((one, other) => one - other);
console.log(
	`${knowledge.findings.length} findings, ${knowledge.questions.length} questions, ${placed.length} texts: first ${percent(within(1))}, among the first three ${percent(within(3))}; further questions: median ${counts[Math.floor(counts.length / 2)]}, most ${counts.at(-1)}`,
);
