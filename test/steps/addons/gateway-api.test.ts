import {expect, it} from 'vitest';
import type {Script} from '../../../source/engine/declare.ts';
import {gatewayApi} from '../../../steps/addons/gateway-api.ts';
import {installedLab} from '../../helpers/installed-lab.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons: ['gateway-api']} as const};
const [install, , use] = gatewayApi.tasks;

it('is installed, answers through a Gateway at every node, and is taken away again', async () => {
	const lab = await installedLab();
	const run = (script: Script) => lab.open('m1').run(`set -euo pipefail\n${script(givenFor(plan, 'm1'))}`);
	const kubectl = async (line: string): Promise<string> => {
		const {stdout, stderr} = await lab.open('m1').run(`kubectl ${line}`);
		return stdout + stderr;
	};

	expect(await run(install!.check.ask)).toMatchObject({exit: 1});
	expect(await run(install!.run)).toMatchObject({exit: 0});
	expect(await run(install!.verify!.ask)).toMatchObject({exit: 0});
	expect(await kubectl('-n envoy-gateway-system get secrets,jobs -o name')).toContain('envoy-gateway');

	const proven = await run(use!.run);
	expect(proven).toMatchObject({exit: 0});
	expect(proven.stdout).toMatch(/The Gateway answers for kubewalk-proof\.example at port 3\d{4} of every node\./);
	expect(await run(use!.check.ask)).toMatchObject({exit: 0});
	await lab.open('m1').run('sleep 5');
	expect(await kubectl('get namespaces -o name')).not.toContain('kubewalk-proof');
	expect(await kubectl('-n envoy-gateway-system get deployments -o name')).toBe('deployment.apps/envoy-gateway\n');

	expect(await run(install!.undo as Script)).toMatchObject({exit: 0});
	expect(await kubectl('get namespaces -o name')).not.toContain('envoy-gateway-system');
	expect(await kubectl('get crds -o name')).not.toContain('gateway');
});
