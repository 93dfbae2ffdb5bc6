import {expect, test} from 'vitest';
import {calicoOf, calicoPage} from '../../../source/transport/lab/calico-manifests.ts';

const base = 'raw.githubusercontent.com/projectcalico/calico';

test('A release has its definitions and its operator, at GitHub and through the mirror', () => {
	expect(calicoPage(`https://${base}/v3.32.2/manifests/tigera-operator.yaml`)).toContain('tigera/operator:v1.42.6');
	expect(calicoPage(`https://files.m.daocloud.io/${base}/v3.31.3/manifests/operator-crds.yaml`)).toContain(
		'installations.operator.tigera.io',
	);
	expect(calicoPage(`https://${base}/v3.32.2/manifests/operator-crds.yaml`)).toBeUndefined();
	expect(calicoPage(`https://${base}/v3.0.0/manifests/tigera-operator.yaml`)).toBeUndefined();
	expect(calicoOf('v1.40.3')).toBe('v3.31.3');
});
