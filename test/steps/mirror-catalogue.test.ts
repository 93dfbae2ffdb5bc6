import {expect, test} from 'vitest';
import {dockerPackages, kubernetesPackages} from '../../steps/mirror-catalogue.ts';
import {imageOf, mirroredImage, otherImagePrefixes} from '../../steps/mirrors.ts';
import {kubeadmConfig} from '../../steps/kubeadm-config.ts';
import {flannelImage} from '../../steps/flannel.ts';
import {testImage} from '../../steps/test-image.ts';
import {givenFor} from '../helpers/plans.ts';
import {planFrom} from '../helpers/written-plans.ts';

const plan = (mirrors: string) =>
	planFrom(
		`endpoint: {kind: single}\nmirrors: ${mirrors}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n`,
	);

test.each([
	[undefined, 'https://pkgs.k8s.io/core:/stable:/v1.36'],
	['aliyun', 'https://mirrors.aliyun.com/kubernetes-new/core/stable/v1.36'],
	['tuna', 'https://mirrors.tuna.tsinghua.edu.cn/kubernetes/core:/stable:/v1.36'],
	['ustc', 'https://mirrors.ustc.edu.cn/kubernetes/core:/stable:/v1.36'],
	['daocloud', 'https://pkgs.k8s.io/core:/stable:/v1.36'],
] as const)('The packages of %s lie at %s, with their key', (name, base) => {
	expect(kubernetesPackages('1.36', name)).toEqual({
		deb: {address: `${base}/deb/`, key: `${base}/deb/Release.key`},
		rpm: {address: `${base}/rpm/`, key: `${base}/rpm/repodata/repomd.xml.key`},
	});
});

test('Docker’s packages come from the mirror that has them', () => {
	expect(dockerPackages('ustc')).toBe('https://mirrors.ustc.edu.cn/docker-ce');
	expect(dockerPackages('daocloud')).toBe('https://download.docker.com');
});

test('Aliyun is flat, DaoCloud keeps the folders of the original, and kubeadm is told of CoreDNS’ own', () => {
	expect(imageOf(plan('aliyun'), 'coredns', 'v1.14.2')).toBe(
		'registry.aliyuncs.com/google_containers/coredns:v1.14.2',
	);
	expect(kubeadmConfig(givenFor(plan('aliyun'), 'm1'))).not.toContain('dns:');
	expect(imageOf(plan('tuna'), 'coredns', 'v1.14.2')).toBe('k8s.m.daocloud.io/coredns/coredns:v1.14.2');
	expect(kubeadmConfig(givenFor(plan('tuna'), 'm1'))).toContain(
		'dns:\n  imageRepository: k8s.m.daocloud.io/coredns\n',
	);
});

test('Images of other registries are asked for under the mirror’s host for that registry', () => {
	expect(flannelImage(plan('aliyun'), 'flannel')).toMatch(/^ghcr\.m\.daocloud\.io\/flannel-io\/flannel:/);
	expect(testImage(plan('aliyun'))).toMatch(/^k8s\.m\.daocloud\.io\/e2e-test-images\/busybox:/);
	expect(mirroredImage(plan('none'), 'quay.io/a/b:1')).toBe('quay.io/a/b:1');
	expect(mirroredImage(plan('ustc'), 'unknown.example/a:1')).toBe('unknown.example/a:1');
});

test('Other places are tried only for a plan that names a mirror', () => {
	expect(otherImagePrefixes(plan('aliyun'))).toEqual(['k8s.m.daocloud.io', 'registry.k8s.io']);
	expect(otherImagePrefixes(plan('none'))).toEqual([]);
	expect(otherImagePrefixes(plan('{images: {prefix: registry.example/k8s}}'))).toEqual([]);
});
