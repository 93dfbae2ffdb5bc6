import {expect, test} from 'vitest';
import {tolerationText, volumePage} from '../../../../source/transport/lab/kubectl/describe-volumes.ts';
import type {KubeObject} from '../../../../source/transport/lab/world.ts';

test('each kind of volume has its own page', () => {
	expect(volumePage({name: 'config-volume', configMap: {name: 'coredns'}})).toBe(
		'  config-volume:\n    Type:      ConfigMap (a volume populated by a ConfigMap)\n    Name:      coredns\n    Optional:  false\n',
	);
	expect(volumePage({name: 'run', hostPath: {path: '/run/flannel'}})).toContain(
		'    Type:          HostPath (bare host directory volume)\n    Path:          /run/flannel\n',
	);
	expect(volumePage({name: 'tmp', emptyDir: {}})).toContain('EmptyDir');
});

test('tolerations are listed in order, with their patience', () => {
	const tolerations = [
		{key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300},
		{key: 'CriticalAddonsOnly', operator: 'Exists'},
	];
	expect(tolerationText({spec: {tolerations}} as unknown as KubeObject)).toBe(
		'CriticalAddonsOnly op=Exists\nnode.kubernetes.io/not-ready:NoExecute op=Exists for 300s',
	);
	expect(tolerationText({spec: {}} as unknown as KubeObject)).toBe('<none>');
});
