import {expect, test} from 'vitest';
import {imageName, podEnvironment, podListens, podReply} from '../../../source/transport/lab/pod-programs.ts';
import type {KubeObject, Machine} from '../../../source/transport/lab/world.ts';

const pod = (image: string, command: readonly string[] = [], more: object = {}): KubeObject => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: 'web-1', namespace: 'default', uid: 'u', creationTimestamp: '', resourceVersion: '1'},
	spec: {nodeName: 'w1', containers: [{name: 'c', image, command, ...more}]},
	status: {podIP: '10.244.1.9'},
});
const machine = (state: 'running' | 'exited' = 'running'): Machine =>
	({containers: [{podUid: 'u', name: 'c', state}]}) as unknown as Machine;
const listens = (object: KubeObject, port: number): boolean => podListens(object, machine(), port, 'tcp');

test('servers listen where their image and command line say', () => {
	expect(listens(pod('registry.k8s.io/coredns/coredns:v1.14.2'), 8181)).toBe(true);
	expect(listens(pod('docker.io/library/nginx:1.27'), 80)).toBe(true);
	expect(listens(pod('busybox', ['sh', '-c', 'httpd -f -p 8080']), 8080)).toBe(true);
	expect(listens(pod('busybox', ['sleep', '3600']), 80)).toBe(false);
	expect(listens(pod('agnhost:2.53', ['/agnhost', 'netexec', '--http-port=8090']), 8090)).toBe(true);
});

test('a container that has ended listens to nobody', () => {
	expect(podListens(pod('nginx'), machine('exited'), 80, 'tcp')).toBe(false);
});

test('busybox serves the file that its command line has written, with the variables of the pod', () => {
	const command = [
		'sh',
		'-c',
		'mkdir -p /tmp/w; echo "$(hostname) on $NODE" > /tmp/w/index.html; exec httpd -f -p 8080 -h /tmp/w',
	];
	const web = pod('busybox', command, {env: [{name: 'NODE', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}}]});
	expect(podReply(web, machine(), 8080, '/', '10.77.0.11')).toMatchObject({status: 200, body: 'web-1 on w1\n'});
	expect(podReply(web, machine(), 8080, '/other', '10.77.0.11').status).toBe(404);
});

test('CoreDNS tells its health, its readiness and its metrics on three ports', () => {
	const dns = pod('registry.k8s.io/coredns/coredns:v1.14.2');
	expect(podReply(dns, machine(), 8080, '/health', '').body).toBe('OK');
	expect(podReply(dns, machine(), 8181, '/ready', '').body).toBe('OK');
	expect(podReply(dns, machine(), 9153, '/metrics', '').body).toContain('coredns_build_info{version="v1.14.2"} 1');
	expect(podReply(dns, machine(), 8080, '/ready', '').status).toBe(404);
});

test('names and variables are read from image and pod', () => {
	expect(imageName('registry.rig:5000/google_containers/coredns:1.7.0')).toBe('coredns');
	const object = pod('busybox', [], {
		env: [
			{name: 'IP', valueFrom: {fieldRef: {fieldPath: 'status.podIP'}}},
			{name: 'A', value: 'b'},
		],
	});
	expect(podEnvironment(object, (object.spec as {containers: [never]}).containers[0])).toEqual({
		IP: '10.244.1.9',
		A: 'b',
	});
});
