import {beforeAll, expect, it} from 'vitest';
import type {Script} from '../../../source/engine/declare.ts';
import {gatewaySource} from '../../../steps/addons/envoy-gateway-release.ts';
import {installEnvoyGateway} from '../../../steps/addons/envoy-gateway.ts';
import type {Gateway, Plan} from '../../../steps/plan.ts';
import {installedLab} from '../../helpers/installed-lab.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

beforeAll(async () => void (await installedLab()), 300_000);

const planWith = (gateway?: Gateway): Plan => ({
	...labPlan,
	kubernetes: {...labPlan.kubernetes, addons: ['gateway-api'], ...(gateway && {gateway})},
});

const at = async () => {
	const lab = await installedLab();
	const bash = (script: string) => lab.open('m1').run(`set -euo pipefail\n${script}`);
	const run = (script: Script, plan: Plan) => bash(script(givenFor(plan, 'm1')));
	return {bash, run};
};

it('is for plans whose Gateways nobody else carries out', () => {
	expect(installEnvoyGateway.when!(givenFor(planWith(), 'm1'))).toBe(true);
	expect(installEnvoyGateway.when!(givenFor(planWith({controller: 'cilium'}), 'm1'))).toBe(false);
	expect(installEnvoyGateway.when!(givenFor(labPlan, 'm1'))).toBe(false);
});

it('shows the checksum that the plan does not name, and takes only the manifest that the plan names', async () => {
	const {bash, run} = await at();
	const [sum = ''] = (await bash(`curl -fsSL ${gatewaySource(planWith())} | sha256sum`)).stdout.split(' ');
	const other = '0'.repeat(64);

	expect(await run(installEnvoyGateway.run, planWith({controller: 'envoy', sha256: other}))).toMatchObject({
		exit: 1,
		stderr: `${gatewaySource(planWith())} has checksum ${sum} and should have ${other}: nothing was installed; name another mirror in the plan, correct gateway.sha256, or remove gateway-api from addons.\n`,
	});
	expect((await bash('kubectl get namespaces -o name; ls /etc/kubernetes/kubewalk')).stdout).not.toContain('envoy');
	expect(await run(installEnvoyGateway.run, planWith({controller: 'envoy', sha256: sum}))).toMatchObject({exit: 0});
	expect(await run(installEnvoyGateway.run, planWith())).toMatchObject({
		exit: 0,
		stdout: expect.stringContaining(`install.yaml has checksum ${sum}, and there is none to compare it with.`),
	});
});

it('says which address cannot be fetched', async () => {
	const {bash} = await at();
	const mirrored = {...planWith(), mirrors: {name: 'tuna'}} as const;
	const script = installEnvoyGateway.run(givenFor(mirrored, 'm1')).replace('files.m.daocloud.io', 'nowhere.example');
	expect(await bash(script)).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'install.yaml cannot be fetched from this host: name another mirror in the plan, correct gateway.sha256, or remove gateway-api from addons.',
		),
	});
});
