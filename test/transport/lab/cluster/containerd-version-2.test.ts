import {expect, test} from 'vitest';
import {version2} from '../../../../source/transport/lab/cluster/containerd-version-2.ts';

test("Debian's containerd looks for network plugins where Debian puts them", () => {
	expect(version2('registry.k8s.io/pause:3.6', '/usr/lib/cni')).toContain('bin_dir = "/usr/lib/cni"');
});
