import {expect, it} from 'vitest';
import {proxyAdvice, proxyModeOf, proxyRuns, proxySuits} from '../../steps/proxy-mode.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

type Kubernetes = Partial<typeof labPlan.kubernetes>;

const given = (kubernetes: Kubernetes, kernels: Readonly<Record<string, string>> = {}) => {
	const plain = givenFor({...labPlan, kubernetes: {...labPlan.kubernetes, ...kubernetes}}, 'w1');
	return {...plain, fact: (name: string, host = 'w1') => (name === 'kernel' ? kernels[host] : undefined)};
};

const suits = (kernel: string, kubernetes: Kubernetes, modinfo = 'true', m1 = kernel) =>
	runWithPrograms({uname: prints(kernel), modinfo}, proxySuits.check.ask(given(kubernetes, {m1, w1: kernel})));

const auto = (version: typeof labPlan.kubernetes.version, m1: string): string =>
	proxyModeOf(given({version, proxyMode: 'auto'}, {m1}));

it('chooses nftables where it is stable and the first control plane’s kernel has it', () => {
	expect(auto('1.36', '6.1.0-28-amd64')).toBe('nftables');
	expect(auto('1.33', '5.13.0')).toBe('nftables');
	expect(auto('1.32', '6.1.0-28-amd64')).toBe('iptables');
	expect(auto('1.36', '5.10.0-28-amd64')).toBe('iptables');
	expect(auto('1.20', '3.10.0-1160.el7.x86_64')).toBe('iptables');
});

it('goes by this host’s kernel while nobody has asked the first control plane, and keeps what the plan says', () => {
	expect(proxyModeOf(given({proxyMode: 'auto'}, {w1: '4.18.0'}))).toBe('iptables');
	expect(proxyModeOf(given({proxyMode: 'auto'}))).toBe('nftables');
	expect(proxyModeOf(given({proxyMode: 'ipvs'}, {m1: '6.1.0'}))).toBe('ipvs');
});

it('says why the mode is what it is', () => {
	expect(suits('6.1.0-18-amd64', {}).output).toBe(
		"kernel 6.1.0-18-amd64. kube-proxy's mode is iptables, as planned. It runs on every kernel and is kubeadm's own default; nftables is stable in it and leads to shorter rules where the kernel is 5.13 or newer.\n",
	);
	expect(proxyAdvice(given({proxyMode: 'auto'}, {m1: '6.1.0-28-amd64'}))).toBe(
		"kube-proxy's mode is nftables, chosen for Kubernetes 1.36 and the kernel 6.1 of m1: nftables is stable from 1.33 on and needs kernel 5.13.",
	);
	expect(proxyAdvice(given({proxyMode: 'auto'}, {m1: '5.10.0'}))).toContain('nftables needs kernel 5.13.');
	expect(proxyAdvice(given({version: '1.31', proxyMode: 'auto'}))).toContain(
		'is iptables, chosen for Kubernetes 1.31: nftables is a beta of it (it is stable from 1.33 on).',
	);
});

const ipvsIn = (version: typeof labPlan.kubernetes.version) => proxyAdvice(given({version, proxyMode: 'ipvs'}));

it('names the release from which ipvs is deprecated, and what that release advises in its place', () => {
	expect(ipvsIn('1.35')).toContain('deprecated from Kubernetes 1.35 on: nftables is what Kubernetes 1.35 advises');
	expect(ipvsIn('1.20')).toContain('iptables is what Kubernetes 1.20 advises');
});

it('refuses nftables on a kernel older than 5.13, with the way out', () => {
	const old = suits('5.10.0-28-amd64', {proxyMode: 'nftables'});
	expect(old.exit).toBe(1);
	expect(old.output).toContain('write proxyMode: iptables in the plan, or boot a newer kernel.');
	expect(suits('5.14.0-503.el9.x86_64', {proxyMode: 'nftables'}).exit).toBe(0);
	expect(suits('5.10.0-28-amd64', {}).exit).toBe(0);
});

it('refuses a host whose kernel does not have what was chosen for all', () => {
	const other = suits('5.10.0-28-amd64', {proxyMode: 'auto'}, 'true', '6.1.0-28-amd64');
	expect(other.exit).toBe(1);
	expect(other.output).toContain(
		"The kernel 5.10.0-28-amd64 is older than 5.13, and kube-proxy's mode nftables, which proxyMode: auto chose for the kernel of m1, needs that: write proxyMode: iptables in the plan, or boot a newer kernel.",
	);
	expect(suits('6.1.0-28-amd64', {proxyMode: 'auto'}, 'true', '5.10.0-28-amd64').exit).toBe(0);
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

it('wants no kube-proxy where Cilium takes its place', () => {
	const none = {proxyMode: 'none', network: {kind: 'cilium'}} as const;
	expect(suits('6.1.0', none)).toMatchObject({
		exit: 0,
		output: expect.stringContaining('There is no kube-proxy') as string,
	});
	const ask = (curl: string) => runWithPrograms({curl}, proxyRuns.check.ask(given(none)));
	expect(ask('return 7')).toEqual({exit: 0, output: 'There is no kube-proxy on this host, as planned.\n'});
	expect(ask(prints('iptables'))).toMatchObject({
		exit: 1,
		output: expect.stringContaining('delete daemonset kube-proxy') as string,
	});
});
