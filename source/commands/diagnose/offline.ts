// The same findings from text as from live hosts: a transcript, a journal, a description, a sentence from a chat.
import type {Bundle} from '../../engine/diagnose/bundle.ts';
import {judge, type Judgement, type Knowledge} from '../../engine/diagnose/judge.ts';
import {tell, type Told} from '../../engine/diagnose/tell.ts';
import type {Plan} from '../../../steps/plan.ts';
import {givenOf, givenToCure} from './given-offline.ts';
import {readTranscript} from './read-transcript.ts';

export type Diagnosed = {readonly judgement: Judgement; readonly told: readonly Told[]};

export const diagnoseBundle = (knowledge: Knowledge, bundle: Bundle, plan?: Plan): Diagnosed => {
	const hosts = [...new Set(bundle.map(({host}) => host))];
	const judgement = judge(knowledge, bundle, {
		givenTo: givenOf(plan, hosts),
		...(plan && {version: plan.kubernetes.version}),
	});
	return {judgement, told: tell(judgement, givenToCure(plan, hosts), plan ? 'known' : 'unknown')};
};

export const diagnoseLines = (knowledge: Knowledge, lines: readonly string[], plan?: Plan): Diagnosed =>
	diagnoseBundle(knowledge, readTranscript(lines, knowledge.questions), plan);
