import {expect, test} from 'vitest';
import {checkAddons} from '../../../steps/plan/check-addons.ts';
import {sentencesAbout} from '../../helpers/written-plans.ts';

const about = (kubernetes: string): readonly string[] =>
	sentencesAbout(
		`kubernetes: ${kubernetes}\nendpoint: {kind: single}\nhosts: [{name: m1, address: 10.77.0.11, role: control-plane}]\n`,
	);

test('A name that no add-on has is refused with the one that was meant', () => {
	expect(about('{addons: [metric-server]}')).toEqual([
		'kubernetes.addons[0] must be metrics-server or headlamp or gateway-api or ingress-nginx or local-path, not "metric-server"; write metrics-server.',
	]);
});

test('Add-ons without a network for their pods are refused', () => {
	expect(checkAddons({kubernetes: {network: 'none', addons: ['metrics-server']}}).map(({text}) => text.en)).toEqual([
		'Add-ons need a network for their pods, and the plan brings none (network: none); write addons: [], or network: flannel.',
	]);
	expect(checkAddons({kubernetes: {network: 'none', addons: []}})).toEqual([]);
	expect(checkAddons({kubernetes: {network: {script: 'net.sh'}}})).toEqual([]);
});

test('An NFS class wants an export, a server and an absolute path, and every sentence says what to write', () => {
	expect(about('{addons: [nfs]}')).toEqual([
		'kubernetes.addons[0] must be metrics-server or headlamp or gateway-api or ingress-nginx or local-path, not "nfs"; write {nfs: {server: 10.0.0.5, path: /srv/k8s}}.',
	]);
	expect(about('{addons: [{nfs: {server: 10.0.0.5}}]}')).toEqual([
		'kubernetes.addons[0].nfs.path is missing; write for example path: /srv/k8s.',
	]);
	expect(about('{addons: [{nfs: {server: 10.0.0.5, path: srv}}]}')).toEqual([
		'kubernetes.addons[0].nfs.path must be the absolute path of an exported directory, of letters, digits and ./_+@-, not "srv"; write for example /srv/k8s.',
	]);
	expect(about('{addons: [{nfs: {servr: 10.0.0.5, path: /srv}}]}')).toEqual([
		'kubernetes.addons[0].nfs has no key "servr"; write "server" instead.',
	]);
	expect(about('{addons: [local-path, {nfs: {server: files.example, path: /srv/k8s}}]}')).toEqual([]);
});

test('An add-on that stands there twice is refused', () => {
	const nfs = '{nfs: {server: 10.0.0.5, path: /srv}}';
	expect(about(`{addons: [${nfs}, ${nfs}]}`)).toEqual(['addons names nfs twice; remove one of the two.']);
});

test('How kubelets are trusted is refused where nobody asks them', () => {
	expect(about('{kubeletCertificates: unverified-lab-only}')).toEqual([
		'kubeletCertificates says how metrics-server gets to trust the kubelets, and the plan has none; remove kubeletCertificates, or write addons: [metrics-server].',
	]);
	expect(about('{addons: [metrics-server], kubeletCertificates: unverified-lab-only}')).toEqual([]);
});
