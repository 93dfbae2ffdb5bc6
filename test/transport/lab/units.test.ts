import {expect, test} from 'vitest';
import {unitDeclaration} from '../../../source/transport/lab/units.ts';

test.each([
	'ssh.service',
	'containerd.service',
	'kubelet.service',
	'haproxy.service',
	'keepalived.service',
	'chrony.service',
])('%s is known', name => {
	expect(unitDeclaration(name)?.name).toBe(name);
});

test('Nobody else is', () => {
	expect(unitDeclaration('nope.service')).toBeUndefined();
});
