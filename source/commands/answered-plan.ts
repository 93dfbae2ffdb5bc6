// The new-plan form ends where the flags of `kubewalk new` end: one way to write a plan.
import type {Language} from '../texts/texts.ts';
import type {PlanAnswers, Problems} from '../ui/doors.ts';
import {runNew} from './new.ts';

const hostFlag =
	(role: string) =>
	({name, address}: {name: string; address: string}): string =>
		`${name}=${address.includes(':') ? `[${address}]` : address}:${role}`;

export const writeAnsweredPlan = async (
	answers: PlanAnswers,
	language: Language,
): Promise<{readonly path: string} | Problems> => {
	const {name, version, controlPlanes, workers, endpoint, user, path} = answers;
	let trouble = '';
	const code = await runNew(
		{
			language,
			name,
			kubernetes: version,
			host: [...controlPlanes.map(hostFlag('control-plane')), ...workers.map(hostFlag('worker'))],
			...(endpoint === undefined ? {single: true} : {endpoint}),
			user,
			out: path,
		},
		{stdout: () => undefined, stderr: text => (trouble += text)},
	);
	return code === 0 ? {path} : {problems: trouble.trim().split('\n')};
};
