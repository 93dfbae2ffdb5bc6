// What answers of checks tell of hosts, besides yes or no.
import type {Context} from './context.ts';
import type {Answer, Book, Host, Probe, Badge} from './declare.ts';

type Telling = {readonly id: string; readonly tells: Badge['tells'][string]};

const tellings = new WeakMap<Book, ReadonlyMap<Probe, readonly Telling[]>>();

/** By probe: a stage's answers come back by their probes, and one answer may tell several things. */
const tellingsOf = (book: Book): ReadonlyMap<Probe, readonly Telling[]> => {
	const known = tellings.get(book);
	if (known) return known;
	const found = new Map<Probe, readonly Telling[]>();
	for (const {id: task, check, verify} of book.stages.flatMap(({tasks}) => tasks)) {
		const own = (book.badges ?? []).flatMap(({id, tells}) => (tells[task] ? [{id, tells: tells[task]}] : []));
		if (own.length > 0) for (const probe of [check, verify]) if (probe) found.set(probe, own);
	}
	tellings.set(book, found);
	return found;
};

/** Only what is another word than before is news. */
export const tellBadges = (context: Context, host: Host, probe: Probe, answer: Answer): void => {
	for (const {id, tells} of tellingsOf(context.book).get(probe) ?? []) {
		const told = tells(answer, context.composer.givenTo(host), context.badgeOf(host.name, id));
		for (const [name, word] of Object.entries(told)) {
			if (context.badgeOf(name, id) !== word) context.emit({type: 'badge', host: name, badge: id, word});
		}
	}
};
