import {expect, test} from 'vitest';
import {checkGateway} from '../../../steps/plan/check-gateway.ts';
import {sentencesAbout} from '../../helpers/written-plans.ts';

const about = (kubernetes: string): readonly string[] =>
	sentencesAbout(
		`kubernetes: ${kubernetes}\nendpoint: {kind: single}\nhosts: [{name: m1, address: 10.77.0.11, role: control-plane}]\n`,
	);

const byCilium = 'addons: [gateway-api], gateway: {controller: cilium}';

test('Cilium carries out Gateways only as the network component in kube-proxy’s place', () => {
	expect(about(`{${byCilium}, network: cilium, proxyMode: none}`)).toEqual([]);
	expect(about(`{${byCilium}, network: cilium}`)).toEqual([
		'Cilium carries out Gateways only where it takes kube-proxy’s place, and the plan keeps kube-proxy (proxyMode: auto); write proxyMode: none, or controller: envoy.',
	]);
	expect(about(`{${byCilium}}`)).toEqual([
		'Cilium carries out Gateways only where it is the network component, and the plan’s is flannel; write controller: envoy, or network: cilium with proxyMode: none.',
	]);
	expect(
		checkGateway({
			kubernetes: {network: {script: 'net.sh'}, addons: ['gateway-api'], gateway: {controller: 'cilium'}},
		}).map(({text}) => text.zh),
	).toEqual([
		'只有以 Cilium 为网络组件时它才能实现 Gateway，而计划中是 你自己的组件；请写 controller: envoy，或写 network: cilium 和 proxyMode: none。',
	]);
});

test('Who carries out Gateways is of no use without Gateways', () => {
	expect(about('{gateway: {controller: envoy}}')).toEqual([
		'gateway says who carries out the Gateways of gateway-api, and the plan has none; remove gateway, or write addons: [gateway-api].',
	]);
});

test('The checksum is 64 digits, and Envoy Gateway’s', () => {
	const sum = 'a'.repeat(64);
	expect(about(`{addons: [gateway-api], gateway: {sha256: ${sum}}}`)).toEqual([]);
	expect(about('{addons: [gateway-api], gateway: {sha256: 12ab}}')).toEqual([
		'kubernetes.gateway.sha256 must be a SHA-256 of 64 digits 0-9a-f, not "12ab"; write for example what sha256sum install.yaml prints.',
	]);
	expect(
		about(
			`{addons: [gateway-api], gateway: {controller: cilium, sha256: ${sum}}, network: cilium, proxyMode: none}`,
		),
	).toEqual([
		'sha256 is that of Envoy Gateway’s install.yaml, and Cilium needs none: the definitions it needs are compared with sums that kubewalk has; remove sha256, or write controller: envoy.',
	]);
	expect(about('{addons: [gateway-api], gateway: {controler: cilium}}')).toEqual([
		'kubernetes.gateway has no key "controler"; write "controller" instead.',
	]);
});
