import {expect, test} from 'vitest';
import {lookAtHosts, readLook} from '../../source/commands/look-at-hosts.ts';
import {ownHome} from '../helpers/own-home.ts';

ownHome();

test('What a host says of itself becomes a few words and a subnet', () => {
	expect(readLook('10.0.0.1', 'system debian 12\nsubnet eth0 10.0.0.1/24\n')).toEqual({
		address: '10.0.0.1',
		text: 'debian 12 · eth0',
		subnet: '10.0.0.1/24',
	});
	expect(readLook('10.0.0.1', 'system rocky 9.6\n')).toEqual({address: '10.0.0.1', text: 'rocky 9.6'});
	expect(readLook('10.0.0.1', 'This account is not available.\n')).toBeUndefined();
});

test('Who does not let us in without a question is left out, and nothing is thrown', async () => {
	const looked = await lookAtHosts({
		name: 'demo',
		version: '1.36',
		network: 'flannel',
		kind: 'single',
		controlPlanes: [{name: 'm1', address: '127.0.0.1'}],
		workers: [],
		user: 'nobody-here',
		path: 'cluster.yaml',
	});

	expect(looked).toEqual([]);
});
