// Which further questions tell apart what is left: the fewest, the cheap ones first, all of a round in one round trip.
import type {Finding, Question} from '../declare.ts';
import type {Judgement, Knowledge} from './judge.ts';
import {signsOf} from './match.ts';

const questionsOf = ({confirms, suggests, rulesOut = []}: Finding): ReadonlySet<string> =>
	new Set([...confirms, ...rulesOut, ...suggests].flatMap(signsOf).flatMap(sign => sign.in ?? []));

/** What may be the cause: what is not confirmed yet, and what a finding that nothing explains could follow from. */
export const candidatesOf = ({findings}: Knowledge, {reports, out, explained}: Judgement): readonly Finding[] => {
	const isOut = new Set(out.map(({finding}) => finding.id));
	const open = reports.filter(({confidence}) => confidence !== 'confirmed').map(({finding}) => finding.id);
	const causes = reports.flatMap(({finding}) => explained.before(finding.id));
	const ids = new Set([...open, ...causes].filter(id => !isOut.has(id)));
	return findings.filter(({id}) => ids.has(id));
};

const price: Readonly<Record<Question['cost'], number>> = {cheap: 1, slow: 2.5};

/** One round: every candidate that can still be told by a question has one among them. */
export const choose = (
	knowledge: Knowledge,
	judgement: Judgement,
	isAsked: (question: string) => boolean,
): readonly Question[] => {
	let left = candidatesOf(knowledge, judgement).map(finding => ({finding, by: questionsOf(finding)}));
	let open = knowledge.questions.filter(({id}) => !isAsked(id));
	const chosen: Question[] = [];
	for (;;) {
		const worth = ({id, cost}: Question): number => left.filter(({by}) => by.has(id)).length / price[cost];
		const best = open.reduce<Question | undefined>(
			(one, other) => (one === undefined || worth(other) > worth(one) ? other : one),
			undefined,
		);
		if (best === undefined || worth(best) === 0) return chosen;
		chosen.push(best);
		open = open.filter(question => question !== best);
		left = left.filter(({by}) => !by.has(best.id));
	}
};
