import {beforeAll, expect, test} from 'vitest';
import {ciliumEnvoyOn, isCiliumEnvoy, leadsToCiliumEnvoy} from '../../../source/transport/lab/cilium-envoy.ts';
import {list} from '../../../source/transport/lab/cluster/objects.ts';
import {reach} from '../../../source/transport/lab/reach.ts';
import {labAt} from '../../helpers/broken/labs.ts';

beforeAll(async () => void (await labAt('gateways')), 300_000);

const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: default}
spec: {gatewayClassName: cilium, listeners: [{name: http, protocol: HTTP, port: 80}]}
`;

test('What comes to a Gateway’s NodePort goes to the Envoy of that node, and answers 404 where no route leads on', async () => {
	const lab = await labAt('gateways');
	const run = (script: string) => lab.open('m1').run(script);
	await run(`kubectl apply -f - <<'EOF'\n${gateway}EOF\nsleep 5`);
	const {world} = lab;
	const service = list(world, 'Service').find(leadsToCiliumEnvoy)!;
	const port = (service.spec!['ports'] as {nodePort: number}[])[0]!.nodePort;
	const [m1, w1] = [world.machines['m1']!, world.machines['w1']!];

	for (const [machine, address] of [
		[m1, '10.77.0.11'],
		[w1, '10.77.0.21'],
	] as const)
		expect(reach(world, lab.filesOf, m1, address, port)).toEqual({
			outcome: 'pod',
			pod: ciliumEnvoyOn(world, machine),
			port,
		});
	expect((await run(`curl -s -o /dev/null -w '%{http_code}' http://10.77.0.21:${port}/`)).stdout).toBe('404');

	w1.containers = w1.containers.filter(({name}) => name !== 'cilium-envoy');
	for (const pod of list(world, 'Pod').filter(isCiliumEnvoy)) pod.status!['conditions'] = [];
	expect(reach(world, lab.filesOf, m1, '10.77.0.21', port)).toMatchObject({outcome: 'refused'});
});
