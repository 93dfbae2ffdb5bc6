import {expect, test} from 'vitest';
import {endpointProofs} from '../../steps/endpoint-proofs.ts';
import {externalPlan, givenFor, labPlan, singlePlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const ids = (plan: typeof labPlan): readonly string[] =>
	endpointProofs.filter(task => task.when!(givenFor(plan, 'm1'))).map(task => task.id);

test('Each kind of endpoint has proofs of its own', () => {
	expect(ids(labPlan)).toEqual(['endpoint-answers']);
	expect(ids(externalPlan)).toEqual(['external-listener', 'external-hairpin']);
	expect(ids(singlePlan)).toEqual([]);
});

const ask = (id: string, plan: typeof labPlan, curl: string) =>
	runHere(
		`set -euo pipefail\ncurl() { ${curl}; }\n${endpointProofs.find(task => task.id === id)!.check.ask(givenFor(plan, 'm1'))}`,
	);

test.each([
	[0, 0],
	[35, 0],
	[52, 0],
	[7, 1],
	[28, 1],
	[127, 1],
])('Before the first API server, curl’s %i at the virtual address is answered with %i', (code, exit) => {
	expect(ask('endpoint-answers', labPlan, `return ${code}`).exit).toBe(exit);
});

test('An external load balancer may refuse, but not stay silent or be unknown', () => {
	expect(ask('external-listener', externalPlan, 'return 7').exit).toBe(0);
	expect(ask('external-listener', externalPlan, 'return 28').output).toContain(
		'give the load balancer a TCP listener',
	);
	expect(ask('external-listener', externalPlan, 'return 6').output).toContain(
		'https://api.example.com:6443/readyz leads nowhere',
	);
});

test('A host without curl has proven nothing', () => {
	for (const [id, plan] of [
		['endpoint-answers', labPlan],
		['external-listener', externalPlan],
	] as const) {
		const {exit, output} = ask(id, plan, 'return 127');
		expect(exit).toBe(1);
		expect(output).toContain('could not be asked: curl ends with 127.');
	}
});

test('The way back to the host is tried once its own API server runs', () => {
	expect(ask('external-hairpin', externalPlan, 'return 7').output).toContain('No API server on this host yet');
	expect(ask('external-hairpin', externalPlan, 'return 0').exit).toBe(0);
	expect(ask('external-hairpin', externalPlan, 'case "$*" in *127.0.0.1*) ;; *) return 28 ;; esac')).toMatchObject({
		exit: 1,
		output: expect.stringContaining('Try 1 of 6 got no answer') as string,
	});
});

test('An address that nobody has is told from one that refuses, although curl ends alike', () => {
	const nobody = `case $1 in -ksv) echo '* connect to 10.77.0.100 port 6443 failed: No route to host' >&2 ;; esac; return 7`;
	expect(ask('external-listener', externalPlan, nobody)).toMatchObject({
		exit: 1,
		output: expect.stringContaining('Nobody has the address') as string,
	});
});
