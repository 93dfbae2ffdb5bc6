import {expect, test} from 'vitest';
import {
	defaultRepository,
	imagesOf,
	knownMinors,
	minorOf,
	plainVersion,
	release,
} from '../../../../source/transport/lab/cluster/versions.ts';

test('Versions are read however somebody writes them', () => {
	expect(['1.20.2-00', 'v1.36.4', '1.37'].map(minorOf)).toEqual([20, 36, 37]);
	expect(plainVersion('1.36.4-1.1')).toBe('1.36.4');
});

test('CoreDNS lies deeper in the default registry and flat in a mirror', () => {
	expect(imagesOf('v1.36.4').coredns).toBe('registry.k8s.io/coredns/coredns:v1.14.2');
	expect(imagesOf('v1.36.4', 'mirror.example/k8s').coredns).toBe('mirror.example/k8s/coredns:v1.14.2');
	expect(imagesOf('v1.20.2').coredns).toBe('k8s.gcr.io/coredns:1.7.0');
});

const apis = (minor: number): string => [release(minor).api, ...release(minor).reads].join(' ');

test('Each kubeadm writes one config API and reads the one before it for a while', () => {
	expect([21, 22, 26, 27, 30, 31, 36, 37].map(apis)).toEqual([
		'v1beta2 v1beta1 v1beta2',
		'v1beta3 v1beta2 v1beta3',
		'v1beta3 v1beta2 v1beta3',
		'v1beta3 v1beta3',
		'v1beta3 v1beta3',
		'v1beta4 v1beta3 v1beta4',
		'v1beta4 v1beta3 v1beta4',
		'v1beta4 v1beta4',
	]);
	expect(knownMinors).toEqual(Array.from({length: 18}, (_, index) => 20 + index));
});

test('The registry got its new name with 1.25, and in the last patches of the three minors before', () => {
	expect(['1.21.14', '1.22.16', '1.22.17', '1.23.15', '1.24.8', '1.24.9', '1.25.0'].map(defaultRepository)).toEqual([
		'k8s.gcr.io',
		'k8s.gcr.io',
		'registry.k8s.io',
		'registry.k8s.io',
		'k8s.gcr.io',
		'registry.k8s.io',
		'registry.k8s.io',
	]);
});
