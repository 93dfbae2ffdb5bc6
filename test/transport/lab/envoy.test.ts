import {expect, test} from 'vitest';
import {isEnvoy} from '../../../source/transport/lab/envoy.ts';
import type {KubeObject} from '../../../source/transport/lab/world.ts';

const pod = (labels: Record<string, string>) =>
	({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'a', uid: 'u', resourceVersion: '1', creationTimestamp: '', labels},
		spec: {containers: [{name: 'envoy', image: 'docker.io/envoyproxy/envoy:distroless-v1.39.0'}]},
	}) satisfies KubeObject;

// What it answers is asked in controllers/envoy-gateway.test.ts, with a Gateway that owns it.
test('A proxy is one that a Gateway owns', () => {
	expect(isEnvoy(pod({'gateway.envoyproxy.io/owning-gateway-name': 'web'}))).toBe(true);
	expect(isEnvoy(pod({app: 'envoy'}))).toBe(false);
});
