import {expect, it} from 'vitest';
import type {Script} from '../../../source/engine/declare.ts';
import {ingressNginx} from '../../../steps/addons/ingress-nginx.ts';
import {installedLab} from '../../helpers/installed-lab.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, version: '1.35', addons: ['ingress-nginx']} as const};

it('is installed, answers for an Ingress at every node, and is taken away again', async () => {
	const lab = await installedLab();
	const run = (script: Script) => lab.open('m1').run(`set -euo pipefail\n${script(givenFor(plan, 'm1'))}`);
	const [install, use] = ingressNginx.tasks;

	expect(await run(install!.run)).toMatchObject({exit: 0});
	const proven = await run(use!.run);
	expect(proven).toMatchObject({exit: 0});
	expect(proven.stdout).toMatch(/The Ingress answers for kubewalk-proof\.example at port 3\d{4} of every node\./);
	expect(await run(use!.check.ask)).toMatchObject({exit: 0});
	expect((await lab.open('m1').run('kubectl get namespaces -o name')).stdout).not.toContain('kubewalk-proof');

	expect(await run(install!.undo as Script)).toMatchObject({exit: 0});
	expect((await lab.open('m1').run('kubectl get ingressclasses')).stderr).toBe('No resources found\n');
});
