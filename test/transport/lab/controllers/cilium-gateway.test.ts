import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {ciliumGateway} from '../../../../source/transport/lab/controllers/cilium-gateway.ts';
import {envoyGateway} from '../../../../source/transport/lab/controllers/envoy-gateway.ts';
import {gatewayApiPage} from '../../../../source/transport/lab/gateway-api-release.ts';
import type {Container} from '../../../../source/transport/lab/world.ts';
import {gatewayDefinitions} from '../../../../steps/gateway-definitions.ts';
import {apply, withStorage} from '../../../helpers/lab-storage.ts';
import {labPlan} from '../../../helpers/plans.ts';

const operator = (created: number, takesGateways: boolean): Container => ({
	id: `c${created}`,
	name: 'cilium-operator',
	pod: `cilium-operator-${created}`,
	namespace: 'kube-system',
	podUid: `uid-${created}`,
	image: 'quay.io/cilium/operator-generic:v1.20.0',
	state: 'running',
	created,
	attempt: 0,
	log: [],
	takesGateways,
});

const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: cilium}
spec: {controllerName: io.cilium/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: default}
spec: {gatewayClassName: cilium, listeners: [{name: http, protocol: HTTP, port: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: default}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: nobody, port: 80}]}]}
`;

test('The operator that leads takes Gateways if it found the definitions at its start, whatever the others found', async () => {
	const {world, machine} = await withStorage({provisioner: false});
	for (const {address} of gatewayDefinitions(labPlan)) apply(world, gatewayApiPage(address.amd64)!);
	apply(world, gateway);
	// What a definition says of objects that nobody has looked at.
	envoyGateway(world);
	const {containers} = machine('w1');
	containers.push(operator(1, false), operator(2, true));
	const conditions = (kind: string, name: string): readonly string[] =>
		(
			get(world, kind, name, 'default')!.status!['conditions'] as {type: string; status: string; reason: string}[]
		).map(({type, status, reason}) => `${type}=${status} ${reason}`);
	ciliumGateway(world);
	expect(conditions('GatewayClass', 'cilium')).toEqual(['Accepted=Unknown Pending']);
	expect(get(world, 'Service', 'cilium-gateway-web', 'default')).toBeUndefined();

	containers.splice(0, containers.length, ...containers.filter(({created}) => created !== 1));
	ciliumGateway(world);
	expect(conditions('GatewayClass', 'cilium')).toEqual(['Accepted=True Accepted']);
	expect(conditions('Gateway', 'web')).toEqual(['Accepted=True Accepted', 'Programmed=False AddressNotAssigned']);
	expect(JSON.stringify(get(world, 'HTTPRoute', 'web', 'default')!.status)).toContain(
		'Service \\"nobody\\" not found',
	);

	const service = get(world, 'Service', 'cilium-gateway-web', 'default')!;
	service.status = {loadBalancer: {ingress: [{ip: '10.77.0.200'}]}};
	ciliumGateway(world);
	expect(conditions('Gateway', 'web')).toEqual(['Accepted=True Accepted', 'Programmed=True Programmed']);
	expect(get(world, 'Gateway', 'web', 'default')!.status!['addresses']).toEqual([
		{type: 'IPAddress', value: '10.77.0.200'},
	]);
});
