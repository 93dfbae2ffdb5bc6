import {expect, test} from 'vitest';
import {killedAt, probeFails} from '../../../../source/transport/lab/cluster/probes.ts';

const spec = {name: 'web', image: 'nginx:1.27'};

test('nginx answers on its port with its page, and with nothing else', () => {
	expect(probeFails(spec, {httpGet: {path: '/', port: 80}}, '10.244.3.2')).toBeUndefined();
	expect(probeFails(spec, {httpGet: {path: '/healthy', port: 80}}, '10.244.3.2')).toBe(
		'HTTP probe failed with statuscode: 404',
	);
	expect(probeFails(spec, {httpGet: {path: '/', port: 8080}}, '10.244.3.2')).toBe(
		'Get "http://10.244.3.2:8080/": dial tcp 10.244.3.2:8080: connect: connection refused',
	);
	expect(probeFails(spec, {tcpSocket: {port: 80}}, '10.244.3.2')).toBeUndefined();
	expect(
		probeFails({...spec, image: 'registry.example/own:1'}, {httpGet: {port: 8080}}, '10.244.3.2'),
	).toBeUndefined();
});

test('A container is killed after as many failures as its probe allows', () => {
	const container = {
		id: 'a',
		name: 'web',
		pod: 'web',
		namespace: 'default',
		podUid: 'u',
		image: 'nginx',
		state: 'running' as const,
		created: 1000,
		attempt: 0,
		log: [],
	};

	expect(killedAt(container, {})).toBe(31_000);
	expect(killedAt(container, {initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 2})).toBe(16_000);
});
