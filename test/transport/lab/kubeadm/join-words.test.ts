import {expect, test} from 'vitest';
import {nowControlPlane, nowWorker, readingCluster} from '../../../../source/transport/lab/kubeadm/join-words.ts';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';

const said = (minor: number): string => {
	const out = output(minor);
	readingCluster(out);
	return out.result(0).stdout!;
};

test('How the configuration is read changed twice', () => {
	expect(said(20)).toContain('FYI: You can look at this config file');
	expect(said(32)).toContain("Use 'kubeadm init phase upload-config --config your-config-file'");
	expect(said(36)).toContain("Use 'kubeadm init phase upload-config kubeadm --config your-config-file'");
});

test('Workers and control planes are welcomed', () => {
	expect(nowWorker.join('\n')).toContain('This node has joined the cluster:');
	expect(nowControlPlane({minor: 20} as never).join('\n')).toContain('Control plane (master) label and taint');
});
