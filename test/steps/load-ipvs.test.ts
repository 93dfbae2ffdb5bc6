import {expect, it} from 'vitest';
import {loadIpvs} from '../../steps/load-ipvs.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, goldenPlans, labPlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(loadIpvs);

const given = givenFor(
	goldenPlans.find(({name}) => name === 'lab-ipvs')!,
	'w1',
);
const taskOf = (id: string) => loadIpvs.tasks.find(task => task.id === id)!;

it('is there only for a plan with ipvs, but for the program of nftables', () => {
	expect(tasksFor(loadIpvs, givenFor(labPlan, 'w1'))).toEqual([]);
	const nftables = {...labPlan, kubernetes: {...labPlan.kubernetes, proxyMode: 'nftables' as const}};
	expect(tasksFor(loadIpvs, givenFor(nftables, 'w1')).map(({id}) => id)).toEqual(['nft-tool']);
	expect(tasksFor(loadIpvs, given).map(({id}) => id)).toEqual([
		'ipvs-tools',
		'ipvs-modules-now',
		'ipvs-modules-at-boot',
	]);
});

const modules = (modinfo: string): string =>
	runWithPrograms({modinfo, modprobe: 'echo "$1"', lsmod: 'true'}, taskOf('ipvs-modules-now').run(given)).output;

it('asks the kernel whether connection tracking of IPv4 is a module of its own', () => {
	expect(modules('return 1')).toBe('ip_vs\nip_vs_rr\nip_vs_wrr\nip_vs_sh\nnf_conntrack\n');
	expect(modules('true')).toBe('ip_vs\nip_vs_rr\nip_vs_wrr\nip_vs_sh\nnf_conntrack\nnf_conntrack_ipv4\n');
});

it('says what to do when the kernel has no such module', () => {
	const {exit, output} = runWithPrograms(
		{modinfo: 'return 1', modprobe: 'return 1', uname: 'echo 6.8.0-minimal'},
		taskOf('ipvs-modules-now').run(given),
	);
	expect(exit).toBe(1);
	expect(output).toContain('The kernel 6.8.0-minimal has no module ip_vs: install');
});
