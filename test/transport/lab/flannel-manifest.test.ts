import {expect, test} from 'vitest';
import {flannelManifest} from '../../../source/transport/lab/flannel-manifest.ts';
import {readYaml} from '../../../source/transport/lab/yaml.ts';

test('the manifest holds what flannel publishes', () => {
	const kinds = (readYaml(flannelManifest) as {kind: string}[]).map(({kind}) => kind);
	expect(kinds).toEqual([
		'Namespace',
		'ClusterRole',
		'ClusterRoleBinding',
		'ServiceAccount',
		'ConfigMap',
		'DaemonSet',
	]);
	expect(flannelManifest).toContain('"Network": "10.244.0.0/16"');
});
