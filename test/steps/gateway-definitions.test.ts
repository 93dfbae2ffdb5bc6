import {beforeAll, expect, test} from 'vitest';
import type {Script} from '../../source/engine/declare.ts';
import {gatewayApiPage} from '../../source/transport/lab/gateway-api-release.ts';
import {gatewayArchives, gatewayDefinitions, installGatewayDefinitions} from '../../steps/gateway-definitions.ts';
import type {Minor, Plan} from '../../steps/plan.ts';
import {labAt, planAt} from '../helpers/broken/labs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

beforeAll(async () => void (await labAt('gateways')), 300_000);

const at = (version: Minor): Plan => {
	const plan = planAt('gateways');
	return {...plan, kubernetes: {...plan.kubernetes, version}};
};

const plurals = (version: Minor): string =>
	addresses(at(version))
		.map(address => address.replace(/.*gateway-api\/(v[\d.]+)\/.*_(\w+)\.yaml$/, '$1 $2'))
		.join(', ');

const addresses = (plan: Plan): readonly string[] => gatewayDefinitions(plan).map(({address}) => address.amd64);

test('Each Cilium gets the definitions that it looks for, at addresses that have them', () => {
	expect(plurals('1.36')).toBe(
		'v1.6.1 gatewayclasses, v1.6.1 gateways, v1.6.1 httproutes, v1.6.1 referencegrants, v1.6.1 grpcroutes, v1.6.1 tlsroutes, v1.6.1 backendtlspolicies',
	);
	expect(plurals('1.32')).toBe(
		'v1.4.1 gatewayclasses, v1.4.1 gateways, v1.4.1 httproutes, v1.4.1 referencegrants, v1.4.1 grpcroutes',
	);
	expect(plurals('1.30')).toContain('v1.3.0 gatewayclasses');
	for (const version of ['1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'] as const)
		expect(addresses(at(version)).filter(address => gatewayApiPage(address) === undefined)).toEqual([]);
});

test('They are for plans whose Gateways Cilium carries out, and are compared before anything changes', () => {
	expect(installGatewayDefinitions.when!(givenFor(labPlan, 'm1'))).toBe(false);
	expect(gatewayArchives(givenFor(labPlan, 'm1'))).toEqual([]);
	expect(gatewayArchives(givenFor(planAt('gateways'), 'm1'))).toHaveLength(7);
});

test('One that is not what it should be is named, and none is applied; undone, all are gone', async () => {
	const lab = await labAt('gateways');
	const given = givenFor(planAt('gateways'), 'm1');
	const bash = (script: string) => lab.open('m1').run(`set -euo pipefail\n${script}`);
	const definitions = async (): Promise<string> => (await bash('kubectl get crd -o name')).stdout;

	const undo = installGatewayDefinitions.undo as Script;
	expect(await bash(undo(given))).toMatchObject({exit: 0});
	expect(await definitions()).not.toContain('gateway.networking');
	const run = installGatewayDefinitions.run(given);
	expect(await bash(run.replace('a424a0d6', '00000000'))).toMatchObject({
		exit: 1,
		stderr: expect.stringMatching(
			/_httproutes\.yaml has checksum a424a0d6\w+ and should have 00000000\w+: nothing was installed; name another mirror in the plan, or write gateway: \{controller: envoy\}\./,
		),
	});
	expect(await definitions()).not.toContain('gateway.networking');
	expect(await bash('ls /etc/kubernetes/kubewalk')).not.toMatchObject({
		stdout: expect.stringContaining('gateway-definitions'),
	});
	expect(await bash(run)).toMatchObject({exit: 0});
	expect(await bash(installGatewayDefinitions.check.ask(given))).toMatchObject({exit: 0});
});
