import {expect, it} from 'vitest';
import {joinControlPlanes} from '../../steps/join-control-planes.ts';
import {joinValues} from '../helpers/harmless.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(joinControlPlanes);

const [join] = joinControlPlanes.tasks;

it('joins one at a time, with the certificate key and the host’s own address', () => {
	const script = join!.run(givenFor(labPlan, 'm2', joinValues));
	expect(join!.pace).toBe('one-by-one');
	expect(script).toContain('endpoint=10.77.0.100:9443\ntoken=abcdef.0123456789abcdef\n');
	expect(script).toContain(`address=10.77.0.12\nkey=${'b'.repeat(64)}\n`);
	expect(script).toContain('kubeadm join --config /dev/stdin <<EOF\napiVersion: kubeadm.k8s.io/v1beta4\n');
	expect(script).toContain('\ncontrolPlane:\n  certificateKey: "$key"\n');
});

it('needs no certificate key where the certificates were copied', () => {
	const script = join!.run(
		givenFor({...labPlan, certificates: 'copy'}, 'm2', {...joinValues, 'certificate-key': ''}),
	);
	expect(script).not.toContain('key=');
	expect(script).toContain('\ncontrolPlane:\n  localAPIEndpoint:\n');
});

it('asks for a value that nobody captured before it makes a command', () => {
	expect(() => join!.run(givenFor(labPlan, 'm2'))).toThrow('join-token');
});

it('waits until the new member of etcd votes before the next host joins', () => {
	expect(join!.verify!.ask(givenFor(labPlan, 'm2'))).toContain('exec etcd-m2 -- etcdctl');
	expect(join!.verify!.within).toBeGreaterThanOrEqual(60);
});

it('is taken back by draining and deleting the node before the host is reset', () => {
	const undo = (join!.undo as (given: unknown) => string)(givenFor(labPlan, 'm2'));
	const order = ['drain m2', 'delete node m2', 'kubeadm reset -f'].map(part => undo.indexOf(part));
	expect(order).toEqual(order.toSorted((one, other) => one - other));
	expect(order).not.toContain(-1);
});
