import {expect, test} from 'vitest';
import {get} from '../../../source/transport/lab/cluster/objects.ts';
import {ingressReply, isIngressController} from '../../../source/transport/lab/ingress.ts';
import type {Request} from '../../../source/transport/lab/http.ts';
import {ingressManifest} from '../../../steps/addons/ingress-nginx-manifest.ts';
import {apply, withStorage} from '../../helpers/lab-storage.ts';
import {labPlan} from '../../helpers/plans.ts';

const web = (className: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: "nginx:1.27"}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  ingressClassName: ${className}
  rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
`;

test('A request goes by its host and path to the pods of the Service that an Ingress of its class names', async () => {
	const {world, filesOf, machine, wait} = await withStorage({provisioner: false});
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, version: '1.35' as const}};
	apply(world, ingressManifest(plan));
	apply(world, web('other'));
	wait(60);
	const pod = world.cluster!.objects.find(object => object.kind === 'Pod' && isIngressController(object))!;
	expect(pod.status?.['phase']).toBe('Running');
	const ask = (host: string) => {
		const request: Request = {scheme: 'http', host, port: 80, method: 'GET', path: '/'};
		const {status, body} = ingressReply(world, filesOf, machine('w1'), pod, request);
		return `${status} ${/<title>(.*)<\/title>/.exec(body)?.[1]}`;
	};

	expect(ask('shop.example')).toBe('404 404 Not Found');
	apply(world, web('nginx'));
	wait(20);
	expect(ask('shop.example')).toBe('200 Welcome to nginx!');
	expect(ask('other.example')).toBe('404 404 Not Found');

	get(world, 'Service', 'web', 'default')!.spec!['selector'] = {app: 'nobody'};
	wait(5);
	expect(ask('shop.example')).toBe('503 503 Service Temporarily Unavailable');
});
