// Plans as people write them.
import {parsePlan, type Complaint} from '../../source/commands/load-plan.ts';
import type {Plan} from '../../steps/plan.ts';

export const threeHostsYaml = `hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
`;

export const goodYaml = `name: demo
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
${threeHostsYaml}`;

type Files = Readonly<Record<string, string>>;

/** The plan that a text means; throws with the complaints when there are any. */
export const planFrom = (text: string, files: Files = {}): Plan => {
	const parsed = parsePlan(text, 'cluster.yaml', path => files[path]);
	if ('plan' in parsed) return parsed.plan;
	throw new Error(parsed.complaints.map(({text}) => text.en).join('\n'));
};

export const complaintsAbout = (text: string, files: Files = {}): readonly Complaint[] => {
	const parsed = parsePlan(text, 'cluster.yaml', path => files[path]);
	return 'plan' in parsed ? [] : parsed.complaints;
};

/** The English sentences, in the order of the file. */
export const sentencesAbout = (text: string, files: Files = {}): readonly string[] =>
	complaintsAbout(text, files).map(({text}) => text.en);
