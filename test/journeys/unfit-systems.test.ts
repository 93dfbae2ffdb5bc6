// A host whose kernel or control groups do not suit the plan says so in the survey, before anything is changed on it.
import {expect, test} from 'vitest';
import {connectHosts} from '../../steps/connect-hosts.ts';
import {fits, systemNames} from '../helpers/golden-systems.ts';
import {labShell} from '../helpers/lab-shell.ts';
import {givenFor} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {axes, judge, usual, type Choice} from '../helpers/variants.ts';

const asked = ['operating-system', 'cgroup-version', 'proxy-mode'];

const choices: readonly Choice[] = axes.version.flatMap(version =>
	(['iptables', 'nftables'] as const).map((proxyMode): Choice => ({...usual(version), proxyMode})),
);

test.each(systemNames)('%s refuses exactly the plans that cannot work there, with the way out', async machine => {
	const {run} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane', machine}]});
	const wrong: string[] = [];
	for (const choice of choices) {
		const verdict = judge(choice);
		if ('problems' in verdict) continue;
		const given = givenFor(verdict.plan, 'm1');
		let said = '';
		for (const task of tasksFor(connectHosts, given).filter(({id}) => asked.includes(id))) {
			const {exit, stderr} = await run(task.check.ask(given));
			if (exit !== 0) said += `no: ${stderr}`;
		}
		const isRight = fits(machine, choice) ? said === '' : /(?:write|plan|boot|remove) /.test(said);
		if (!isRight) wrong.push(`${choice.version} with ${choice.proxyMode}: ${said}`);
	}
	expect(wrong).toEqual([]);
});
