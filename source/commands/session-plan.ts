// The plan that a session began with, whatever has become of its file.
import {existsSync, readFileSync} from 'node:fs';
import type {Plan} from '../../steps/plan.ts';
import type {About} from '../session/sessions.ts';
import type {Language} from '../texts/texts.ts';
import {complain, parsePlan} from './load-plan.ts';

export const sessionPlan = (
	{planPath, planText, lab}: About,
	language: Language,
): {readonly plan: Plan} | {readonly problems: readonly string[]} => {
	const name = planPath ?? `lab ${lab}`;
	const parsed = parsePlan(planText, name, path => (existsSync(path) ? readFileSync(path, 'utf8') : undefined));
	return 'plan' in parsed ? parsed : {problems: complain(name, parsed.complaints, language)};
};
