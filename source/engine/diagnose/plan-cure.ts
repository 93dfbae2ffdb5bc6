// Which remedy of a finding runs where, with which values from the evidence.
import type {Finding, Remedy} from '../declare.ts';
import type {Given} from '../given.ts';
import type {Cure} from './cure.ts';
import type {Judgement} from './judge.ts';
import {hostsToCure} from './tell.ts';

/** What the remedies of a finding read from its evidence; a value that is not there is left out. */
const valuesOf = ({reads = {}}: Finding, {matcher}: Judgement, host: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(reads).flatMap(([name, {says, in: asked}]) => {
			const value = matcher.read(says, asked, host);
			return value === undefined ? [] : [[name, value]];
		}),
	);

/** For the hosts that the finding was found on. */
export const planCure = (
	finding: Finding,
	remedy: Remedy,
	hosts: readonly string[],
	judgement: Judgement,
	all: Given['hosts'],
): Cure => {
	const on = hostsToCure(remedy, hosts, all);
	return {finding: finding.id, remedy, hosts: on, values: valuesOf(finding, judgement, hosts[0] ?? '')};
};
