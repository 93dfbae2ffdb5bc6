import {expect, test} from 'vitest';
import {writeRequest} from '../../../source/transport/lab/cluster/certificate-request.ts';
import {newKey} from '../../../source/transport/lab/cluster/x509.ts';
import {approveKubelets, signKubelets, signsKubelets} from '../../../steps/addons/kubelet-certificates.ts';
import type {Plan} from '../../../steps/plan.ts';
import {prints, runWithPrograms} from '../../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const key = newKey();
const plan: Plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons: ['metrics-server']}};
const given = givenFor(plan, 'm1');

const nodes = 'm1 10.77.0.11 m1\nm2 10.77.0.12 m2\nw1 10.77.0.21 w1 fd00::21\n';

type Asks = {readonly user?: string; readonly cn?: string; readonly names: readonly string[]};

/** Runs the approval with one request that is pending; the kubelets show good certificates once it is approved. */
const approve = ({user = 'system:node:w1', cn = user, names}: Asks) => {
	const request = Buffer.from(writeRequest(key, {cn, o: 'system:nodes'}, names)).toString('base64');
	const kubectl = `case "$*" in
*'certificate approve'*) echo "approved $5" ;;
*'get csr csr-1 '*) ${prints(request)}
;;
*'get csr '*) ${prints(`csr-0 kubernetes.io/kube-apiserver-client-kubelet system:bootstrap:abcdef Approved\ncsr-1 kubernetes.io/kubelet-serving ${user} \n`)}
;;
*range*range*) ${prints(nodes)}
;;
esac`;
	return runWithPrograms({kubectl, sleep: 'true'}, `set -euo pipefail\n${approveKubelets.run(given)}`);
};

test('A node that asks for itself, under its own name and address, is approved', () => {
	const {exit, output} = approve({names: ['w1', '10.77.0.21']});
	expect(output).toContain('approved csr-1');
	expect(exit).toBe(0);
});

test.each<readonly [string, Asks, string]>([
	['another node’s address', {names: ['w1', '10.77.0.11']}, "it asks for 10.77.0.11, which is somebody else's"],
	['the API’s address', {names: ['w1', '10.77.0.100']}, "it asks for 10.77.0.100, which is somebody else's"],
	[
		'an address that nobody knows',
		{names: ['w1', '10.9.9.9']},
		"it asks for 10.9.9.9, which the cluster does not know as w1's",
	],
	['a name that is not its own', {names: ['w1', 'api.example', '10.77.0.21']}, 'it asks for api.example, which'],
	['another node', {cn: 'system:node:m1', names: ['w1']}, 'it is for CN=system:node:m1,O=system:nodes'],
	['a stranger', {user: 'system:node:x9', names: ['x9']}, 'it is no host of the plan'],
	['no names at all', {names: []}, 'it asks for '],
])('A request for %s is left alone, with why', (_, asks, why) => {
	const {exit, output} = approve(asks);
	expect(output).not.toContain('approved csr-1');
	expect(output).toContain(`csr-1 of ${asks.user ?? 'system:node:w1'}: ${why}`);
	expect(output).toContain('These requests were not approved.');
	expect(exit).toBe(1);
});

test('The check asks every ready node at the address that metrics-server asks at', () => {
	const kubectl = `case "$*" in *csr*) ;; *) ${prints('m1 10.77.0.11 True\nw1 10.77.0.21 True\nw2 10.77.0.22 Unknown\n')}\n;;\nesac`;
	const asked = (curl: string) => runWithPrograms({kubectl, curl}, approveKubelets.check.ask(given));
	expect(asked('true').exit).toBe(0);
	const {exit, output} = asked('case "$*" in *10.77.0.21:10250*) return 60 ;; esac');
	expect(exit).toBe(1);
	expect(output).toBe('w1 at 10.77.0.21\n');
});

test('Only a plan that has metrics-server check certificates has them signed', () => {
	expect(signsKubelets(given)).toBe(true);
	expect(signsKubelets(givenFor(labPlan, 'm1'))).toBe(false);
	const lab: Plan = {...plan, kubernetes: {...plan.kubernetes, kubeletCertificates: 'unverified-lab-only'}};
	expect(signsKubelets(givenFor(lab, 'm1'))).toBe(false);
	expect(signKubelets.every(({when}) => when === signsKubelets)).toBe(true);
});
