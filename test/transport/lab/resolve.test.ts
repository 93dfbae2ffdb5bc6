import {expect, test} from 'vitest';
import {isAddress, resolve} from '../../../source/transport/lab/resolve.ts';
import {bareHosts} from '../../helpers/lab-hosts.ts';

const {lab, must} = bareHosts('m1');
const ask = (name: string): string | undefined => resolve(lab.world, lab.filesOf('m1'), name);

test('the hosts file comes before the DNS outside, and its first line counts', async () => {
	await must(
		'm1',
		"printf '10.77.0.9 github.com\\n10.77.0.8 github.com\\n# 10.77.0.7 nobody\\n10.77.0.12 m2 m2.lab\\n' >> /etc/hosts",
	);
	expect([ask('github.com'), ask('m2.lab'), ask('M2'), ask('nobody')]).toEqual([
		'10.77.0.9',
		'10.77.0.12',
		'10.77.0.12',
		undefined,
	]);
});

test('the DNS outside knows the names of the world', () => {
	expect(ask('pkgs.k8s.io')).toBe(lab.world.outside.names['pkgs.k8s.io']);
	expect(ask('pkgs.k8s.io.')).toBe(lab.world.outside.names['pkgs.k8s.io']);
	expect(ask('no.such.name')).toBeUndefined();
});

test('an address is its own name', () => {
	expect(ask('10.1.2.3')).toBe('10.1.2.3');
	expect([isAddress('10.1.2.3'), isAddress('::1'), isAddress('m1')]).toEqual([true, true, false]);
});
