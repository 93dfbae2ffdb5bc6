import {expect, test} from 'vitest';
import {ciliumObjects} from '../../../source/transport/lab/cilium-objects.ts';

const render = (values: Record<string, unknown>) => JSON.stringify(ciliumObjects('1.20.0', values));

test('Values change what the chart makes; where they say nothing, its own defaults hold', () => {
	expect(render({})).toContain('"ipam":"cluster-pool"');
	expect(render({})).toContain('"image":"quay.io/cilium/operator-generic:v1.20.0"');
	const told = render({
		ipam: {mode: 'kubernetes'},
		image: {repository: 'registry.example/cilium'},
		operator: {replicas: 1, image: {repository: 'registry.example/operator'}},
	});
	expect(told).toContain('"ipam":"kubernetes"');
	expect(told).toContain('"image":"registry.example/cilium:v1.20.0"');
	expect(told).toContain('"image":"registry.example/operator-generic:v1.20.0"');
	expect(told).toContain('"replicas":1');
});

test('A chart that nobody published makes nothing', () => {
	expect(ciliumObjects('0.1.0', {})).toBeUndefined();
});
