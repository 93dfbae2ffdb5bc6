import {beforeEach, expect, test} from 'vitest';
import {keep, present, pull, reference} from '../../../../source/transport/lab/cluster/registry.ts';
import {prepared, type Machines} from '../../../helpers/machines.ts';

let machines: Machines;

beforeEach(() => {
	machines = prepared(1, 0);
});

const ask = (name: string) => pull(machines.world, machines.machine('m1'), machines.filesOf('m1'), name);
const words = (name: string): string => {
	const answer = ask(name);
	return 'error' in answer ? answer.error : 'pulled';
};

test('Short names mean Docker Hub', () => {
	expect(reference('nginx').full).toBe('docker.io/library/nginx:latest');
	expect(reference('flannel/flannel:v0.28.9').full).toBe('docker.io/flannel/flannel:v0.28.9');
	expect(reference('registry.k8s.io/pause:3.10').full).toBe('registry.k8s.io/pause:3.10');
	expect(reference('localhost:5000/a').host).toBe('localhost:5000');
});

test('A tag that nobody has pushed is not found, in containerd’s words', () => {
	expect(words('nginx:1.999')).toBe(
		'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.999": failed to resolve reference "docker.io/library/nginx:1.999": docker.io/library/nginx:1.999: not found',
	);
	expect(words('registry.k8s.io/kube-proxy:v1.99.0')).toContain('not found');
	expect(words('registry.k8s.io/kube-proxy:v1.36.4')).toBe('pulled');
});

test('Names that nobody has on Docker Hub are denied', () => {
	expect(words('nobody/nothing')).toContain('pull access denied');
});

test('Networks that do not let it through speak as Go does', () => {
	expect(words('registry.example.com/x/pause:3.10')).toContain(
		'Head "https://registry.example.com/v2/x/pause/manifests/3.10": dial tcp: lookup registry.example.com on 10.77.0.1:53: no such host',
	);

	machines.world.outside.registries['registry.k8s.io']!.reachable = false;

	expect(words('registry.k8s.io/pause:3.10')).toMatch(/dial tcp [\d.]+:443: i\/o timeout$/);
});

test('A registry may lack one image', () => {
	machines.world.outside.registries['registry.k8s.io']!.lacks = ['coredns:v1.14.2'];

	expect(words('registry.k8s.io/coredns/coredns:v1.14.2')).toContain('not found');
	expect(words('registry.k8s.io/coredns/coredns:v1.14.1')).toBe('pulled');
});

test('certs.d sends Docker Hub elsewhere, and back when the mirror does not answer', () => {
	machines.machine('m1').runtime!.certsDir = '/etc/containerd/certs.d';
	machines
		.filesOf('m1')
		.write(
			'/etc/containerd/certs.d/docker.io/hosts.toml',
			'server = "https://registry-1.docker.io"\n[host."https://mirror.example"]\n  capabilities = ["pull", "resolve"]\n',
		);
	machines.world.outside.registries['docker.io']!.reachable = false;
	machines.world.outside.registries['registry-1.docker.io']!.reachable = false;

	expect(words('busybox')).toContain('i/o timeout');

	machines.world.outside.registries['mirror.example'] = {reachable: true, insecure: false};

	expect(words('busybox')).toBe('pulled');
});

test('A registry with a certificate nobody signed is refused over https', () => {
	machines.world.outside.registries['own.example'] = {reachable: true, insecure: true};

	expect(words('own.example/kube-proxy:v1.36.4')).toContain('certificate signed by unknown authority');
});

test('What was pulled is there, once', () => {
	const machine = machines.machine('m1');
	const answer = ask('busybox');
	if ('error' in answer) throw new Error(answer.error);
	const before = machine.images.length;
	keep(machine, answer.image);
	keep(machine, answer.image);

	expect(machine.images).toHaveLength(before + 1);
	expect(present(machine, 'docker.io/library/busybox:latest')).toBe(answer.image);
});
