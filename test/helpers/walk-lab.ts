// Names in a book, for journeys through the lab.
import type {Book} from '../../source/engine/declare.ts';

export const tasksIn = (book: Book, stage: string): readonly string[] => {
	const found = book.stages.find(({id}) => id === stage);
	if (!found) throw new Error(`The book has no stage ${stage}.`);
	return found.tasks.map(({id}) => id);
};

export const stageOf = (book: Book, task: string): string | undefined =>
	book.stages.find(({tasks}) => tasks.some(({id}) => id === task))?.id;
