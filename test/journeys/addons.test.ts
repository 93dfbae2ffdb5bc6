// The stage of add-ons on a cluster that is there already: used, left alone by a second run, and taken away again.
import {beforeAll, expect, test} from 'vitest';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {releaseFor} from '../../steps/addons/addon.ts';
import {addons} from '../../steps/addons/addons.ts';
import {books} from '../../steps/books.ts';
import {installAddons} from '../../steps/install-addons.ts';
import {labs} from '../../steps/labs/labs.ts';
import type {Plan} from '../../steps/plan.ts';
import {engineAtLab} from '../helpers/engine-at-lab.ts';
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
	const {store, engine} = engineAtLab(on, plan, books[0]!);
	const did: string[] = [];
	store.listen(event => {
		if (event.type === 'task' && event.status === 'running') did.push(event.task);
	});
	const outcome = await engine.start({tasks: installAddons.tasks.map(({id}) => id)});
	expect({outcome, rows: store.getState().rows}).toMatchObject({outcome: 'done'});
	return {engine, did};
};

let on: Lab;
let first: Awaited<ReturnType<typeof walk>>;
let before: string;

const m1 = async (line: string): Promise<string> => (await on.open('m1').run(line)).stdout;

const all =
	'kubectl get apiservices,namespaces,deployments,daemonsets,clusterroles,clusterrolebindings,serviceaccounts -A -o name | sort';

beforeAll(async () => {
	on = await installedLab();
	on.world.outside.fileServers = {[nfsExport.server]: {exports: [nfsExport.path], files: {}}};
	before = await m1(all);
	// Where nobody has installed the lab yet, that is done here.
}, 300_000);

// One story in three parts, each of which has its own time.
test('Every add-on works once it is installed', async () => {
	first = await walk(on);

	expect(first.did).toContain('headlamp');
	expect((await m1('kubectl top nodes --no-headers')).match(/^\w+ +\d+m /gm)).toHaveLength(plan.hosts.length);
	expect(await m1('cat /var/lib/kubewalk/cluster/headlamp.txt')).toContain('ssh -L 8080:');
});

test('A second run changes nothing', async () => {
	expect((await walk(on)).did).toEqual([]);
});

test('Undo leaves nothing of the add-ons', async () => {
	expect(await first.engine.undo()).toBe('done');
	await m1('sleep 5');

	expect(await m1(all)).toBe(before);
	expect((await on.open('w1').run('grep serverTLSBootstrap /var/lib/kubelet/config.yaml')).exit).toBe(1);
	expect(await m1('ls /etc/kubernetes/kubewalk')).not.toContain('addon');
	expect((await on.open('w1').run('dpkg -s nfs-common')).stdout).not.toContain('install ok installed');
});
