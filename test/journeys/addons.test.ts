// The stage of add-ons on a cluster that is there already: used, left alone by a second run, and taken away again.
import {expect, test} from 'vitest';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import {createEngine, type Engine} from '../../source/engine/engine.ts';
import {createStore} from '../../source/engine/store.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {releaseFor} from '../../steps/addons/addon.ts';
import {addons} from '../../steps/addons/addons.ts';
import {books} from '../../steps/books.ts';
import {installAddons} from '../../steps/install-addons.ts';
import {labs} from '../../steps/labs/labs.ts';
import type {Plan} from '../../steps/plan.ts';
import {installedLab} from '../helpers/installed-lab.ts';
import {nfsExport} from '../helpers/plans.ts';

const lab = planOfLab(labs[0]);
const plan: Plan = {
	...lab,
	kubernetes: {
		...lab.kubernetes,
		addons: addons.filter(addon => releaseFor(addon, lab.kubernetes.version)).map(({id}) => id),
		nfs: nfsExport,
	},
};

const walk = async (on: Lab): Promise<{readonly engine: Engine; readonly did: readonly string[]}> => {
	const store = createStore(tell => tell());
	const did: string[] = [];
	store.listen(event => {
		if (event.type === 'task' && event.status === 'running') did.push(event.task);
	});
	const engine = createEngine({
		session: 's1',
		book: books[0]!,
		hosts: plan.hosts,
		settings: {plan},
		transport: on.transport,
		store,
		clock: on.clock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	const outcome = await engine.start({tasks: installAddons.tasks.map(({id}) => id)});
	expect({outcome, rows: store.getState().rows}).toMatchObject({outcome: 'done'});
	return {engine, did};
};

test('Every add-on works once it is installed, a second run changes nothing, and undo leaves nothing of it', async () => {
	const on = await installedLab();
	on.world.outside.fileServers = {[nfsExport.server]: {exports: [nfsExport.path], files: {}}};
	const m1 = on.open('m1');
	const all =
		'kubectl get apiservices,namespaces,deployments,daemonsets,clusterroles,clusterrolebindings,serviceaccounts -A -o name | sort';
	const before = (await m1.run(all)).stdout;

	const first = await walk(on);
	expect(first.did).toContain('headlamp');
	expect((await m1.run('kubectl top nodes --no-headers')).stdout.match(/^\w+ +\d+m /gm)).toHaveLength(
		plan.hosts.length,
	);
	expect((await m1.run('cat /var/lib/kubewalk/cluster/headlamp.txt')).stdout).toContain('ssh -L 8080:');

	expect((await walk(on)).did).toEqual([]);

	expect(await first.engine.undo()).toBe('done');
	await m1.run('sleep 5');
	expect((await m1.run(all)).stdout).toBe(before);
	expect((await on.open('w1').run('grep serverTLSBootstrap /var/lib/kubelet/config.yaml')).exit).toBe(1);
	expect((await m1.run('ls /etc/kubernetes/kubewalk')).stdout).not.toContain('addon');
	expect((await on.open('w1').run('dpkg -s nfs-common')).stdout).not.toContain('install ok installed');
});
