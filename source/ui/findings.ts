// Findings and their remedies as rows of a screen.
import {cureId, type Told, type ToldRemedy} from '../engine/diagnose/tell.ts';
import type {Risk} from '../engine/declare.ts';
import type {State} from '../engine/state.ts';
import type {Status} from '../engine/event.ts';
import type {Tone} from './theme.ts';

export type FindingRow = {
	readonly told: Told;
	/** Left out: the row of the finding itself. */
	readonly remedy?: ToldRemedy;
	/** How the remedy went, worst host first; left out: it was not run. */
	readonly status?: Status;
};

const worst: readonly Status[] = ['failed', 'unreachable', 'cancelled', 'running', 'checking', 'verifying'];

const statusOf = (state: State, told: Told, remedy: ToldRemedy): Status | undefined => {
	const all = Object.values(state.rows[cureId(told.id, remedy.id)] ?? {}).map(({status}) => status);
	return worst.find(status => all.includes(status)) ?? all[0];
};

/** Most probable first, each with what cures it. Mere possibilities only when there is nothing better. */
export const findingRows = (state: State): readonly FindingRow[] => {
	const found = state.diagnosis?.found ?? [];
	const sure = found.filter(({confidence}) => confidence !== 'possible');
	return (sure.length > 0 ? sure : found).flatMap(told => [
		{told},
		...told.remedies.map((remedy): FindingRow => {
			const status = statusOf(state, told, remedy);
			return {told, remedy, ...(status && {status})};
		}),
	]);
};

export const keyOfFinding = ({told, remedy}: FindingRow): string => (remedy ? cureId(told.id, remedy.id) : told.id);

export const confidenceTones = {confirmed: 'bad', likely: 'warn', possible: 'quiet'} as const satisfies Record<
	Told['confidence'],
	Tone
>;

/** What a person does before it runs: nothing, say yes, or type the cluster's name. */
export const confirmedBy: Readonly<Record<Risk, 'nothing' | 'yes' | 'name'>> = {
	safe: 'nothing',
	changes: 'yes',
	disruptive: 'yes',
	destructive: 'name',
};
