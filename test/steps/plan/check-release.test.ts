import {expect, test} from 'vitest';
import {checkRelease} from '../../../steps/plan/check-release.ts';
import type {Draft} from '../../../steps/plan/draft.ts';

const about = (draft: Draft): readonly string[] => checkRelease(draft).map(({text}) => text.en);
const apt = 'deb [trusted=yes] http://mirror.example/kubernetes ./';

test.each(['1.24', '1.28.3', '1.31', '1.36', '1.36.4', '1.37'])('Kubernetes %s is offered', version => {
	expect(about({kubernetes: {version}})).toEqual([]);
});

test('A release that is not offered comes with the nearest one', () => {
	expect(about({kubernetes: {version: '1.19.3'}})).toEqual([
		'Kubernetes 1.19.3 is not offered (1.20 to 1.37 are); write "1.20".',
	]);
});

test.each(['1.20', '1.23'])('Kubernetes %s needs a package source of one’s own', version => {
	expect(about({kubernetes: {version}})).toEqual([
		`pkgs.k8s.io has no packages of Kubernetes ${version}; write mirrors.packages.apt (or .dnf) with a source of your own (such as Aliyun’s frozen one, "deb https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main"), or version: "1.24".`,
	]);
	expect(about({kubernetes: {version}, mirrors: {packages: {apt}}})).toEqual([]);
});

test('nftables is refused where kube-proxy has no such mode', () => {
	expect(about({kubernetes: {version: '1.20', proxyMode: 'nftables'}, mirrors: {packages: {apt}}})).toEqual([
		'kube-proxy 1.20 has no nftables mode (it is there from 1.31 on); write proxyMode: iptables.',
	]);
	expect(about({kubernetes: {version: '1.30', proxyMode: 'nftables'}})[0]).toContain(
		'kube-proxy 1.30 has no nftables',
	);
	expect(about({kubernetes: {version: '1.31', proxyMode: 'nftables'}})).toEqual([]);
});

test('A package source is a line of sources.list', () => {
	expect(about({mirrors: {packages: {apt: 'http://mirror.example/kubernetes'}}})[0]).toContain(
		'is not a line of sources.list',
	);
});

test('A package source says whom to trust', () => {
	const bare = 'deb https://mirror.example/kubernetes ./';
	expect(about({mirrors: {packages: {apt: bare}}})[0]).toContain('apt refuses a source without a key');
	expect(about({mirrors: {packages: {apt: bare, key: 'https://mirror.example/key'}}})).toEqual([]);
	expect(about({mirrors: {packages: {apt: 'deb [signed-by=/etc/key.gpg] https://mirror.example ./'}}})).toEqual([]);
});

test('A version out of shape is not judged as if it were the default', () => {
	expect(about({kubernetes: {version: undefined, proxyMode: 'nftables'}})).toEqual([]);
});
