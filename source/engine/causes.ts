// What a session found to be wrong, and what it offered against it, over all of its diagnoses.
import type {Text} from './declare.ts';
import {cureId, type Told} from './diagnose/tell.ts';
import type {EngineEvent} from './event.ts';

export type Cause = {
	readonly title: Text;
	readonly confidence: Told['confidence'];
	readonly hosts: readonly string[];
	/** When it was found first. */
	readonly at: number;
};

/** By the id of its row. */
export type Offered = {readonly title: Text; readonly why: Text; readonly finding: string};

export type Causes = {
	readonly found: Readonly<Record<string, Cause>>;
	readonly offered: Readonly<Record<string, Offered>>;
};

export const noCauses: Causes = {found: {}, offered: {}};

/** Mere possibilities are no causes. */
export const withDiagnosis = (
	{found, offered}: Causes,
	{at, found: told}: Extract<EngineEvent, {type: 'diagnosis'}>,
): Causes => {
	const sure = told.filter(({confidence}) => confidence !== 'possible');
	return {
		found: {
			...found,
			...Object.fromEntries(
				sure.map(({id, title, confidence, hosts}) => [id, {title, confidence, hosts, at: found[id]?.at ?? at}]),
			),
		},
		offered: {
			...offered,
			...Object.fromEntries(
				told.flatMap(({id: finding, remedies}) =>
					remedies.map(({id, title, why}) => [cureId(finding, id), {title, why, finding}]),
				),
			),
		},
	};
};
