import {expect, test} from 'vitest';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {envoyReply, isEnvoy} from '../../../../source/transport/lab/envoy.ts';
import {envoyGatewayPage} from '../../../../source/transport/lab/envoy-gateway-release.ts';
import type {Request} from '../../../../source/transport/lab/http.ts';
import {gatewayManifest, gatewaySource} from '../../../../steps/addons/envoy-gateway-release.ts';
import {apply, withStorage} from '../../../helpers/lab-storage.ts';
import {labPlan} from '../../../helpers/plans.ts';

const web = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: "nginx:1.27"}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: default}
spec: {gatewayClassName: eg, listeners: [{name: http, protocol: HTTP, port: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: default}
spec: {parentRefs: [{name: web}], hostnames: [shop.example], rules: [{backendRefs: [{name: web, port: 80}]}]}
`;

test('A Gateway is Unknown without its controller, programmed with it, and answers by its routes from the pods', async () => {
	const {world, filesOf, machine, wait} = await withStorage({provisioner: false});
	const gateway = () =>
		(
			get(world, 'Gateway', 'web', 'default')!.status!['conditions'] as {
				type: string;
				status: string;
				reason: string;
			}[]
		).map(({type, status, reason}) => `${type}=${status} ${reason}`);
	apply(world, envoyGatewayPage(gatewaySource(labPlan))!.replace('replicas: 1', 'replicas: 0'));
	apply(world, gatewayManifest(labPlan));
	apply(world, web);
	wait(30);
	expect(gateway()).toEqual(['Accepted=Unknown Pending', 'Programmed=Unknown Pending']);
	expect(list(world, 'Pod').filter(isEnvoy)).toEqual([]);

	get(world, 'Deployment', 'envoy-gateway', 'envoy-gateway-system')!.spec!['replicas'] = 1;
	for (let second = 0; second < 120 && gateway()[0] !== 'Accepted=True Accepted'; second++) wait(1);
	expect(gateway()).toEqual(['Accepted=True Accepted', 'Programmed=False NoResources']);
	wait(240);
	expect(gateway()).toEqual(['Accepted=True Accepted', 'Programmed=True Programmed']);

	const pod = list(world, 'Pod').find(isEnvoy)!;
	const ask = (host: string): string => {
		const request: Request = {scheme: 'http', host, port: 80, method: 'GET', path: '/'};
		const {status, body} = envoyReply(world, filesOf, machine('w1'), pod, request);
		return `${status} ${/<title>(.*)<\/title>/.exec(body)?.[1] ?? body}`;
	};
	expect(ask('shop.example')).toBe('200 Welcome to nginx!');
	expect(ask('other.example')).toBe('404 ');
	get(world, 'Service', 'web', 'default')!.spec!['selector'] = {app: 'nobody'};
	wait(5);
	expect(ask('shop.example')).toBe('503 no healthy upstream');
});
