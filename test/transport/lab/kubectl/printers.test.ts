import {beforeAll, expect, test} from 'vitest';
import {endpointText, printerOf, roles} from '../../../../source/transport/lab/kubectl/printers.ts';
import type {KubeObject} from '../../../../source/transport/lab/world.ts';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});

test('roles are what stands behind the prefix of the label', () => {
	const node = {
		metadata: {labels: {'node-role.kubernetes.io/control-plane': '', 'node-role.kubernetes.io/master': ''}},
	} as unknown as KubeObject;
	expect(roles(node)).toBe('control-plane,master');
});

test('more than three endpoints are counted', () => {
	const subsets = [{addresses: [{ip: 'a'}, {ip: 'b'}], ports: [{port: 1}, {port: 2}]}];
	expect(endpointText({subsets} as unknown as KubeObject)).toBe('a:1,b:1,a:2 + 1 more...');
});

test('service accounts lost their secrets on the way', () => {
	const view = {world: hosts.lab.world, now: 0, minor: 20};
	expect(printerOf('ServiceAccount', view).head).toEqual(['NAME', 'SECRETS', 'AGE']);
	expect(printerOf('ServiceAccount', {...view, minor: 36}).head).toEqual(['NAME', 'AGE']);
});

test.each([
	['services -A', /kube-system +kube-dns +ClusterIP +10\.96\.0\.10 +<none> +53\/UDP,53\/TCP,9153\/TCP /],
	['endpoints', /^kubernetes +10\.77\.0\.11:6443 /m],
	['ns', /^kube-system +Active /m],
	['cm -n kube-system', /^coredns +1 /m],
	['secrets -n kube-system', /^bootstrap-token-\w+ +bootstrap\.kubernetes\.io\/token +\d /m],
	['leases -n kube-system', /^kube-scheduler +m1_\S+ /m],
	['clusterrolebindings', /^flannel +ClusterRole\/flannel /m],
	['clusterroles', /^cluster-admin +2026-/m],
	['priorityclasses', /^system-node-critical +2000001000 +false /m],
])('%s', async (line, row) => {
	expect(await hosts.must('m1', `kubectl get ${line}`)).toMatch(row);
});
