import {expect, it} from 'vitest';
import {proxyAdvice, proxyRuns, proxySuits} from '../../steps/proxy-mode.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

type Kubernetes = Partial<typeof labPlan.kubernetes>;

const given = (kubernetes: Kubernetes) =>
	givenFor({...labPlan, kubernetes: {...labPlan.kubernetes, ...kubernetes}}, 'w1');

const suits = (kernel: string, kubernetes: Kubernetes, modinfo = 'true') =>
	runWithPrograms({uname: prints(kernel), modinfo}, proxySuits.check.ask(given(kubernetes)));

it('says why the mode is what it is', () => {
	expect(suits('6.1.0-18-amd64', {}).output).toBe(
		"kernel 6.1.0-18-amd64. kube-proxy's mode is iptables, which runs on every kernel and is the default of Kubernetes 1.36; nftables is stable in it and leads to shorter rules where the kernel is 5.13 or newer.\n",
	);
	expect(proxyAdvice(given({version: '1.35', proxyMode: 'ipvs'}))).toContain(
		'nftables is what Kubernetes 1.35 advises',
	);
	expect(proxyAdvice(given({version: '1.20', proxyMode: 'ipvs'}))).toContain(
		'iptables is what Kubernetes 1.20 advises',
	);
});

it('refuses nftables on a kernel older than 5.13, with the way out', () => {
	const old = suits('5.10.0-28-amd64', {proxyMode: 'nftables'});
	expect(old.exit).toBe(1);
	expect(old.output).toContain('write proxyMode: iptables in the plan, or boot a newer kernel.');
	expect(suits('5.14.0-503.el9.x86_64', {proxyMode: 'nftables'}).exit).toBe(0);
	expect(suits('5.10.0-28-amd64', {}).exit).toBe(0);
});

it('refuses ipvs on a kernel that has none of it', () => {
	const without = suits('6.8.0-1009-minimal', {proxyMode: 'ipvs'}, 'return 1');
	expect(without.exit).toBe(1);
	expect(without.output).toContain('linux-modules-extra-6.8.0-1009-minimal');
	expect(suits('6.1.0', {proxyMode: 'ipvs'}).exit).toBe(0);
});

const runs = (curl: string) => runWithPrograms({curl}, proxyRuns.check.ask(given({proxyMode: 'ipvs'})));

it('asks kube-proxy which mode it runs in', () => {
	expect(runs(prints('ipvs'))).toMatchObject({exit: 0, output: 'kube-proxy runs in the mode ipvs\n'});
	expect(runs(prints('iptables')).exit).toBe(1);
	expect(runs(prints('iptables')).output).toContain('the pod kube-proxy-... on w1');
	expect(runs('return 7').output).toContain('does not answer at 127.0.0.1:10249');
});
