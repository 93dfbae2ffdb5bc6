import {expect, test} from 'vitest';
import {calicoInstallation} from '../../steps/calico.ts';
import {portsOfNetwork} from '../../steps/network-ports.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const spoken = (kind: string): readonly string[] =>
	portsOfNetwork({kind}).map(({protocol, ports}) => `${ports}/${protocol}`);

test('Each network component has its own ports between hosts', () => {
	expect(spoken('flannel')).toEqual(['8472/udp']);
	expect(spoken('calico')).toEqual(['4789/udp', '5473/tcp']);
	expect(spoken('cilium')).toEqual(['8472/udp', '4240/tcp', '4244/tcp']);
});

test('BGP stays closed as long as our Calico speaks none', () => {
	expect(calicoInstallation(givenFor(labPlan, 'm1'))).toContain('bgp: Disabled');
	expect(spoken('calico')).not.toContain('179/tcp');
});

test('A network of one’s own opens nothing, because nobody knows what it needs', () => {
	expect(['none', 'manifest', 'script'].flatMap(spoken)).toEqual([]);
});
