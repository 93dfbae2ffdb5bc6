import {expect, test} from 'vitest';
import {earlierCluster} from '../../steps/earlier-cluster.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

/** The host's files are below the folder that the script runs in. */
const ask = (prepare: string) =>
	runHere(
		`set -euo pipefail\nmkdir -p etc/kubernetes/manifests etc/cni/net.d var/lib\n${prepare}\n${earlierCluster.check
			.ask(givenFor(labPlan, 'm1'))
			.replaceAll(/(?<=[ '"])\/(?=etc|var)/g, './')}`,
	);

test('A bare host has nothing left over', () => {
	expect(ask('')).toEqual({exit: 0, output: 'nothing left over\n'});
});

test("The plan's own cluster is no leftover", () => {
	const {exit, output} = ask(
		`echo '    server: https://10.77.0.100:9443' > etc/kubernetes/kubelet.conf; touch etc/kubernetes/manifests/etcd.yaml`,
	);

	expect(exit).toBe(0);
	expect(output).toContain("belongs to this plan's cluster");
});

test('Everything that another cluster left is named', () => {
	const {exit, output} = ask(
		`echo 'server: https://192.168.1.5:6443' > etc/kubernetes/admin.conf; mkdir -p var/lib/etcd/member; touch etc/cni/net.d/10-calico.conflist`,
	);

	expect(exit).toBe(1);
	expect(output).toContain('admin.conf');
	expect(output).toContain('etcd/member');
	expect(output).toContain('10-calico.conflist');
	expect(output).toContain("kubewalk's book reset");
});
