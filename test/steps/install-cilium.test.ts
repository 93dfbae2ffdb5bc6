import {expect, it} from 'vitest';
import {ciliumSuits, installCilium} from '../../steps/install-cilium.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, goldenPlans} from '../helpers/plans.ts';

const given = givenFor(
	goldenPlans.find(({name}) => name === 'lab-cilium')!,
	'm1',
);
const taskOf = (id: string) => installCilium.find(task => task.id === id)!;

const suits = (kernel: string, machine = 'x86_64', grep = 'true') =>
	runWithPrograms(
		{uname: `case $1 in -r) echo ${kernel} ;; *) echo ${machine} ;; esac`, grep},
		ciliumSuits.check.ask(given),
	);

it('refuses a kernel older than the release needs, with the way out', () => {
	expect(suits('6.1.0-28-amd64').exit).toBe(0);
	const old = suits('5.4.0-150-generic');
	expect(old.exit).toBe(1);
	expect(old.output).toContain(
		'The kernel 5.4.0-150-generic is older than 5.10, and Cilium 1.20.0 needs that: boot a newer kernel, or write network: flannel in the plan.',
	);
});

it('refuses a kernel without the file systems, and a machine that no image is for', () => {
	expect(suits('6.1.0', 'x86_64', 'case "$*" in *bpf*) return 1 ;; esac').output).toContain('no file system bpf');
	expect(suits('6.1.0', 'riscv64').exit).toBe(1);
});

const fetched = (sum: string, curl = 'true') =>
	runWithPrograms(
		{
			curl,
			tar: 'true',
			install: 'true',
			mkdir: 'true',
			cilium: prints('cilium-cli: v0.19.7'),
			uname: 'echo x86_64',
			sha256sum: `echo '${sum}  x'`,
		},
		`set -e\n${taskOf('cilium-files').run(given)}`,
	);

it('says what to do when something cannot be fetched, or is not what it should be', () => {
	expect(fetched('', 'return 22').output).toContain(
		'cannot be fetched from this host: name another mirror in the plan',
	);
	const other = fetched('0123');
	expect(other.exit).toBe(1);
	expect(other.output).toMatch(
		/cilium-linux-amd64\.tar\.gz has checksum 0123 and should have cd15e0983b\w+: nothing/,
	);
});

it.each([
	['quay.io/cilium/cilium:v1.20.0@sha256:38 2 2', 'kubernetes false', 0],
	['quay.io/cilium/cilium:v1.20.0 2 1', 'kubernetes false', 1],
	['quay.io/cilium/cilium:v1.19.6@sha256:38 2 2', 'kubernetes false', 1],
	['quay.io/cilium/cilium:v1.20.0@sha256:38 2 2', 'cluster-pool false', 1],
	['quay.io/cilium/cilium:v1.20.0@sha256:38 2 2', 'kubernetes true', 1],
])('takes %j with addresses and kube-proxy’s work as %j for exit %i', (agents, ipam, exit) => {
	const kubectl = `case "$*" in *daemonset*) echo '${agents}' ;; *) printf %s '${ipam}' ;; esac`;
	const asked = taskOf('cilium').check.ask(given);
	const afterValues = '|| exit 1\n';
	const holds = asked.slice(asked.indexOf(afterValues) + afterValues.length);
	expect(runWithPrograms({kubectl}, holds).exit).toBe(exit);
});
