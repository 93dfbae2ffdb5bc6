import {expect, it} from 'vitest';
import {allMembersVote, memberVotes} from '../../steps/etcd.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const member = (name: string, status = 'started', learner = false): string =>
	`252902638f78db76, ${status}, ${name}, https://10.77.0.11:2380, https://10.77.0.11:2379, ${learner}`;

const ask = (script: {bash: string}, ...members: readonly string[]) =>
	runWithPrograms(
		{kubectl: `case "$*" in\n*'endpoint health'*) echo healthy ;;\n*) ${prints(members.join('\n'))}\n;;\nesac`},
		script.bash,
	);

it('finds three voting members for three control planes', () => {
	const answer = ask(allMembersVote(givenFor(labPlan, 'm1')), member('m1'), member('m2'), member('m3'));
	expect(answer).toEqual({exit: 0, output: '3 of 3 members vote, 3 are planned\nhealthy\n'});
});

it.each([
	['a member is missing', [member('m1'), member('m2')], '2 of 2'],
	['a member is still a learner', [member('m1'), member('m2'), member('m3', 'started', true)], '2 of 3'],
	['a member has not started', [member('m1'), member('m2'), member('', 'unstarted')], '2 of 3'],
	['there is one too many', ['m1', 'm2', 'm3', 'm4'].map(name => member(name)), '4 of 4'],
	['etcd says nothing', [''], '0 of'],
])('says no when %s', (_, members, text) => {
	const {exit, output} = ask(allMembersVote(givenFor(labPlan, 'm1')), ...members);
	expect(exit).toBe(1);
	expect(output).toContain(text);
});

it('knows the member of one host by its whole name', () => {
	const script = memberVotes(givenFor(labPlan, 'm2'));
	expect(ask(script, member('m1'), member('m2')).exit).toBe(0);
	expect(ask(script, member('m1'), member('m20')).exit).toBe(1);
	expect(ask(script, member('m1'), member('m2', 'started', true)).exit).toBe(1);
});
