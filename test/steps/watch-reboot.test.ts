import {expect, it} from 'vitest';
import {fingerprint, goesFor, watchReboot} from '../../steps/watch-reboot.ts';
import {externalPlan, givenFor, kubeVipPlan, labPlan} from '../helpers/plans.ts';

it('knows the one that goes by who answers for the address, or takes the last backend of a load balancer of one’s own', () => {
	const {bash} = watchReboot(givenFor(labPlan, 'm2'));
	expect(bash).toContain('mac=$(mac_of 10.77.0.100)');
	expect(bash).toContain('if [ "$(mac_of 10.77.0.11)" = "$mac" ]; then');
	expect(bash).not.toContain('mac_of 10.77.0.12)');
	expect(goesFor(givenFor(externalPlan, 'm1')).name).toBe('m3');
	expect(watchReboot(givenFor(externalPlan, 'm1')).bash).toMatch(/^taken=m3\nthere=10\.77\.0\.13$/m);
});

it('allows kube-vip the time that a lease needs to run out, and goes by the file of each', () => {
	expect(watchReboot(givenFor(labPlan, 'm2')).bash).toContain('"$gap" -ge 5000');
	expect(watchReboot(givenFor(kubeVipPlan, 'm2')).bash).toContain('"$gap" -ge 8000');
	expect(fingerprint(givenFor(labPlan, 'm2')).bash).toContain('/etc/haproxy/haproxy.cfg');
	expect(fingerprint(givenFor(kubeVipPlan, 'm2')).bash).toContain('kube-vip.yaml');
	expect(fingerprint(givenFor(externalPlan, 'm2')).bash).not.toContain('/etc/');
});
