import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {parse} from 'yaml';
import {etcdPatchFlags, writeEtcdPatch} from '../../steps/etcd-patch.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const of = (version: string) =>
	givenFor({...labPlan, kubernetes: {...labPlan.kubernetes, version} as typeof labPlan.kubernetes}, 'm2');

it('takes the disk that etcd asks for away again where kubeadm lets it ask, until 1.21', () => {
	const {stdout} = spawnSync('bash', ['-euo', 'pipefail'], {
		input: `mkdir() { :; }\n${writeEtcdPatch(of('1.21')).bash.replace(/> .*/, '')}`,
		encoding: 'utf8',
	});
	expect(parse(stdout)).toEqual({
		spec: {containers: [{name: 'etcd', resources: {requests: {'ephemeral-storage': null}}}]},
	});
	expect(writeEtcdPatch(of('1.20')).bash).toContain('> /etc/kubernetes/kubewalk/patches/etcd+strategic.yaml');
	expect(etcdPatchFlags(of('1.20'))).toEqual(['--experimental-patches', '/etc/kubernetes/kubewalk/patches']);
});

it('says nothing to a kubeadm whose etcd does not ask', () => {
	expect([writeEtcdPatch(of('1.22')).bash, ...etcdPatchFlags(of('1.22'))]).toEqual(['']);
});
