// Answers that only depend on a machine's files are kept until one of its files changes: settling asks them very often.
import type {Files} from '../files.ts';

type Kept = {changes: number; answers: Map<string, unknown>};

const kept = new WeakMap<Files, Kept>();

export const remembered = <Answer>(files: Files, question: string, answer: () => Answer): Answer => {
	const changes = files.changes();
	let entry = kept.get(files);
	if (entry?.changes !== changes) {
		entry = {changes, answers: new Map()};
		kept.set(files, entry);
	}
	if (!entry.answers.has(question)) entry.answers.set(question, answer());
	return entry.answers.get(question) as Answer;
};
