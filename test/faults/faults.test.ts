// What is declared of every fault, and the round trip of some; bench/cure-faults.ts goes through all of them.
import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {findings} from '../../steps/findings/all.ts';
import {faultLabs} from '../helpers/fault-labs.ts';
import {roundTrip} from '../helpers/round-trip.ts';
import {faults} from './all.ts';

/** One of each kind: the load balancer, names, the firewall, CoreDNS. */
const some = [
	'kubelet-stopped',
	'vrrp-password-differs',
	'haproxy-server-port-wrong',
	'hostname-unresolved',
	'firewall-closes-ports',
	'corefile-broken',
];

test('There are many, no two are the same, and each is a finding that can be cured, in commands that bash can read', () => {
	const wrong = faults.filter(fault => {
		const remedies = findings.find(({id}) => id === fault.finding)?.remedies ?? [];
		const scripts = [fault.given ?? '', fault.break].join('\n');
		return remedies.length === 0 || spawnSync('bash', ['-n'], {input: scripts}).status !== 0;
	});

	expect(wrong.map(({finding}) => finding)).toEqual([]);
	expect(faults.length).toBeGreaterThanOrEqual(60);
	expect(new Set(faults.map(({host, break: script}) => `${host} ${script}`)).size).toBe(faults.length);
});

test.each(some)('%s is found first, cured by what is offered, and nothing else is changed', async id => {
	const {found, cures, left, changed} = await roundTrip(
		faults.find(({finding}) => finding === id)!,
		faultLabs['1.36']!,
	);

	expect(found[0]).toBe(id);
	expect(cures.length).toBeGreaterThan(0);
	expect(left).toEqual([]);
	expect(changed).toEqual([]);
});
