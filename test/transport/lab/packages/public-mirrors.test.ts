import {expect, test} from 'vitest';
import {mirrorsOf} from '../../../../source/transport/lab/packages/public-mirrors.ts';

test('A mirror has the packages and the key of the original, in its own tree', () => {
	const packages = {kubeadm: ['1.36.4-1.1']};
	const base = 'https://pkgs.k8s.io/core:/stable:/v1.36/deb';
	const mirrors = mirrorsOf({[base]: {packages, keyUrl: `${base}/Release.key`, reachable: true}});

	expect(Object.keys(mirrors)).toHaveLength(3);
	expect(mirrors['https://mirrors.aliyun.com/kubernetes-new/core/stable/v1.36/deb']).toEqual({
		packages,
		keyUrl: 'https://mirrors.aliyun.com/kubernetes-new/core/stable/v1.36/deb/Release.key',
		reachable: true,
	});
});
