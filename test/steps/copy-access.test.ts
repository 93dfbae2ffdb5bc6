import {expect, it, test} from 'vitest';
import {copiesCertificates, forgetAccess, letIn, makeKey, secureShell} from '../../steps/copy-access.ts';
import type {Plan} from '../../steps/plan.ts';
import {joinValues} from '../helpers/harmless.ts';
import {givenFor, labPlan, singlePlan} from '../helpers/plans.ts';

const plan: Plan = {
	...labPlan,
	certificates: 'copy',
	hosts: labPlan.hosts.map(host => (host.name === 'm3' ? {...host, ssh: {port: 2222}} : host)),
};
const [m1, m2] = [givenFor(plan, 'm1'), givenFor(plan, 'm2', joinValues)];

test('There is something to copy only where more than one control plane is to have it', () => {
	expect(copiesCertificates(m1)).toBe(true);
	expect(copiesCertificates(givenFor(labPlan, 'm1'))).toBe(false);
	expect(copiesCertificates(givenFor({...singlePlan, certificates: 'copy'}, 'm1'))).toBe(false);
});

it('reads the key and the host keys from what was printed, and nothing else', () => {
	const {capture} = makeKey;
	const printed = `m2 ssh-ed25519 AAAAC3Nza/m2
m2 ecdsa-sha2-nistp256 AAAAE2Vj+m2=
m3 ssh-ed25519 AAAAC3Nza/m3
ssh-ed25519 AAAAC3Nza/own kubewalk-copy-certificates
`;
	expect(capture!['copy-public-key']!.parse(printed)).toBe('ssh-ed25519 AAAAC3Nza/own kubewalk-copy-certificates');
	expect(capture!['copy-host-keys']!.parse(printed)?.split('\n')).toHaveLength(3);
	expect(capture!['copy-host-keys']!.parse('nobody answered\n')).toBeUndefined();
});

it('asks each host at the port that the plan reaches it by', () => {
	expect(makeKey.run(m1)).toContain('look m2 10.77.0.12 22\nlook m3 10.77.0.13 2222\n');
});

it('lets the key in from the first control plane only, without a terminal or forwarding', () => {
	expect(letIn.run(m2)).toContain(String.raw`'restrict,from="10.77.0.11"' 'ssh-ed25519 AAAA`);
	const named = {...plan, hosts: plan.hosts.map(host => ({...host, address: `${host.name}.example.com`}))};
	expect(letIn.run(givenFor(named, 'm2', joinValues))).toContain("printf '%s %s\\n' restrict 'ssh-ed25519");
});

it('believes nothing but the host keys that were checked, and asks no person', () => {
	const words = secureShell(m1).bash;
	for (const setting of ['StrictHostKeyChecking=yes', 'BatchMode=yes', 'IdentitiesOnly=yes', '-F /dev/null'])
		expect(words).toContain(setting);
	expect(words).not.toMatch(/accept-new|StrictHostKeyChecking=no/);
});

it('finds its line by its mark alone', () => {
	expect(forgetAccess.bash).toContain("sed -i '/ kubewalk-copy-certificates$/d' /root/.ssh/authorized_keys");
});
