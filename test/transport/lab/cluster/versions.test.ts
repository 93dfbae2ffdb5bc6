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

test('The config API of each minor is the one that its kubeadm writes', () => {
	expect(knownMinors.map(minor => release(minor).api)).toEqual([
		'v1beta2',
		...Array.from({length: 7}, () => 'v1beta4'),
	]);
	expect(release(37).reads).not.toContain('v1beta3');
	expect(defaultRepository(24)).toBe('k8s.gcr.io');
});
