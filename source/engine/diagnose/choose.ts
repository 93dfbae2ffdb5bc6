// Which further questions tell apart what is left: the fewest, the cheap ones first, all of a round in one round trip.
import type {Evidence, Finding, Question} from '../declare.ts';
import type {Report} from './chain.ts';
import type {Judgement, Knowledge} from './judge.ts';
import {signsOf} from './match.ts';

type IsAsked = (question: string) => boolean;

/** A mere possibility, or what is only notable, gets no question beside what is sure and worse: it would not be shown. */
const tellingOf = ({reports}: Judgement): readonly Report[] => {
	const sure = reports.filter(({confidence, finding}) => confidence !== 'possible' && finding.severity !== 'notable');
	return sure.length > 0 ? sure : reports;
};

/** What may be the cause: what is not confirmed yet, and what a finding that nothing explains could follow from. */
export const candidatesOf = ({findings}: Knowledge, judgement: Judgement): readonly Finding[] => {
	const {out, explained} = judgement;
	const telling = tellingOf(judgement);
	const isOut = new Set(out.map(({finding}) => finding.id));
	const open = telling.filter(({confidence}) => confidence !== 'confirmed').map(({finding}) => finding.id);
	const causes = telling.flatMap(({finding}) => explained.before(finding.id));
	const ids = new Set([...open, ...causes].filter(id => !isOut.has(id)));
	return findings.filter(({id}) => ids.has(id));
};

/** The questions that can still make it hold: none when a sign of it was looked for, and is not there. */
const questionsOf = (evidence: Evidence, {matcher}: Judgement, isAsked: IsAsked): readonly string[] => {
	const signs = signsOf(evidence);
	const openIn = signs.map(sign => (sign.in ?? []).filter(id => !isAsked(id)));
	const isDead = signs.some((sign, at) => openIn[at]!.length === 0 && matcher.hitsOf(sign).length === 0);
	return isDead ? [] : openIn.flat();
};

/** What speaks against a finding matters only once something speaks for it; what makes it likely, only before. */
const evidenceToSeek = ({confirms, suggests, rulesOut = []}: Finding, isReported: boolean): readonly Evidence[] =>
	isReported ? [...confirms, ...rulesOut] : [...confirms, ...suggests];

const price: Readonly<Record<Question['cost'], number>> = {cheap: 1, slow: 2.5};

/** One round: every candidate that can still be told by a question has one among them. */
export const choose = (knowledge: Knowledge, judgement: Judgement, isAsked: IsAsked): readonly Question[] => {
	const reported = new Set(judgement.reports.map(({finding}) => finding.id));
	let left = candidatesOf(knowledge, judgement).map(
		finding =>
			new Set(
				evidenceToSeek(finding, reported.has(finding.id)).flatMap(evidence =>
					questionsOf(evidence, judgement, isAsked),
				),
			),
	);
	let open = knowledge.questions.filter(({id}) => !isAsked(id));
	const chosen: Question[] = [];
	for (;;) {
		const worth = ({id, cost}: Question): number => left.filter(by => by.has(id)).length / price[cost];
		const best = open.reduce<Question | undefined>(
			(one, other) => (one === undefined || worth(other) > worth(one) ? other : one),
			undefined,
		);
		if (best === undefined || worth(best) === 0) return chosen;
		chosen.push(best);
		open = open.filter(question => question !== best);
		left = left.filter(by => !by.has(best.id));
	}
};
