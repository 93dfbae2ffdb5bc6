// Looks for what is wrong, and puts what was found on the stream.
import type {Context} from '../context.ts';
import {learnAllFacts} from '../facts.ts';
import {investigate, type Investigation, type Wish} from './investigate.ts';
import type {Knowledge} from './judge.ts';
import {tell, type GivenToCure} from './tell.ts';

export type Looking = Wish & {
	/** The failed task that it is made for. */
	readonly task?: string;
};

export const look = async (
	context: Context,
	knowledge: Knowledge,
	{task, ...wish}: Looking,
	signal: AbortSignal,
): Promise<Investigation> => {
	const began = context.clock.now();
	// What remedies are chosen by is asked beside what is wrong.
	const [found] = await Promise.all([
		investigate(context, knowledge, wish, signal, context.emit),
		wish.onlyKnown ? undefined : learnAllFacts(context, context.hosts, signal),
	]);
	const givenToCure: GivenToCure = (name, captured) => {
		const host = context.hosts.find(each => each.name === name);
		return {...context.composer.givenTo(host ?? {name, address: name, role: ''}), captured};
	};
	const {judgement, asked, further, rounds, away} = found;
	const milliseconds = context.clock.now() - began;
	context.emit({
		type: 'diagnosis',
		found: tell(judgement, givenToCure),
		asked,
		further,
		rounds,
		milliseconds,
		away,
		...(task !== undefined && {task}),
	});
	return found;
};
