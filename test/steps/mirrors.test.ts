import {expect, test} from 'vitest';
import {
	dockerHubMirrorOf,
	imageOf,
	imagePrefixOf,
	imagesOf,
	publicPackagesOf,
	registryAddressOf,
	registryOf,
} from '../../steps/mirrors.ts';
import {externalPlan, labPlan, mirroredPlan} from '../helpers/plans.ts';

test('The public registry nests CoreDNS in a folder of its own', () => {
	expect(imageOf(labPlan, 'coredns', 'v1.14.2')).toBe('registry.k8s.io/coredns/coredns:v1.14.2');
	expect(imageOf(labPlan, 'pause', '3.10.2')).toBe('registry.k8s.io/pause:3.10.2');
});

test('kubeadm 1.20 looks for CoreDNS beside the others, in the public registry too', () => {
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, version: '1.20' as const}};
	expect(imageOf(plan, 'coredns', '1.7.0')).toBe('registry.k8s.io/coredns:1.7.0');
});

test('A repository of one’s own is flat', () => {
	expect(imagePrefixOf(mirroredPlan)).toBe('registry.example/google_containers');
	expect(imageOf(mirroredPlan, 'coredns', '1.7.0')).toBe('registry.example/google_containers/coredns:1.7.0');
});

test('kubeadm’s images carry the tags of the release', () => {
	expect(imagesOf(mirroredPlan, '1.20.2')).toEqual([
		'registry.example/google_containers/kube-apiserver:v1.20.2',
		'registry.example/google_containers/kube-controller-manager:v1.20.2',
		'registry.example/google_containers/kube-scheduler:v1.20.2',
		'registry.example/google_containers/kube-proxy:v1.20.2',
		'registry.example/google_containers/coredns:1.7.0',
		'registry.example/google_containers/pause:3.2',
		'registry.example/google_containers/etcd:3.4.13-0',
	]);
});

test('The registry is the part before the first slash, with its port', () => {
	expect(registryOf('registry.example:5000/kubernetes/pause')).toBe('registry.example:5000');
	expect(registryAddressOf('registry.example:5000', true)).toBe('http://registry.example:5000');
	expect(registryAddressOf('registry.example', false)).toBe('https://registry.example');
});

test('A Docker Hub mirror without a scheme is asked with TLS', () => {
	expect(dockerHubMirrorOf(labPlan)).toBeUndefined();
	expect(dockerHubMirrorOf(externalPlan)).toBe('https://hub.example');
	expect(dockerHubMirrorOf({...labPlan, mirrors: {dockerHub: 'http://10.0.0.1:5000'}})).toBe('http://10.0.0.1:5000');
});

test('pkgs.k8s.io has one source for each minor release, with its key in it', () => {
	expect(publicPackagesOf(labPlan).deb).toEqual({
		address: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/',
		key: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key',
	});
});
