import {expect, it} from 'vitest';
import type {Script} from '../../../source/engine/declare.ts';
import {nfs} from '../../../steps/addons/nfs.ts';
import {installedLab} from '../../helpers/installed-lab.ts';
import {givenFor, labPlan, nfsExport} from '../../helpers/plans.ts';

const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons: ['nfs'] as const, nfs: nfsExport}};

it('is refused by the server with a way out, then installed and used by two pods', async () => {
	const lab = await installedLab();
	const on = (host: string, script: Script) =>
		lab.open(host).run(`set -euo pipefail\n${script(givenFor(plan, host))}`);
	const [client, mounted, installation, used] = nfs.tasks;

	expect(await on('w1', client!.check.ask)).toMatchObject({exit: 1});
	for (const {name} of plan.hosts) expect(await on(name, client!.run)).toMatchObject({exit: 0});
	expect(await on('w1', client!.check.ask)).toMatchObject({exit: 0});

	lab.world.outside.fileServers = {[nfsExport.server]: {exports: ['/srv/other'], files: {}}};
	const refused = await on('w1', mounted!.run);
	expect(refused.exit).toBe(1);
	expect(refused.stderr).toContain('mount.nfs: access denied by server while mounting 10.77.0.9:/srv/k8s');
	expect(refused.stderr).toContain('"/srv/k8s 10.77.0.21(rw,sync,no_subtree_check,no_root_squash)"');

	const server = lab.world.outside.fileServers[nfsExport.server]!;
	server.exports = [nfsExport.path];
	for (const {name} of plan.hosts) expect(await on(name, mounted!.run)).toMatchObject({exit: 0});
	expect(await on('w1', mounted!.check.ask)).toMatchObject({exit: 0});
	expect((await lab.open('w1').run('mount -t nfs4; ls -d /tmp/kubewalk-nfs*')).stdout).toBe('');

	expect(await on('m1', installation!.run)).toMatchObject({exit: 0});
	const proven = await on('m1', used!.run);
	expect(proven).toMatchObject({exit: 0});
	expect(proven.stdout).toMatch(/pvc-\S+ of class nfs: one pod wrote, another read/);
	expect(await on('m1', used!.check.ask)).toMatchObject({exit: 0});
	expect(server.files).toEqual({});
});
