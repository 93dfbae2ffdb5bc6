import {expect, test} from 'vitest';
import {checkNetwork} from '../../../steps/plan/check-network.ts';
import {sentencesAbout} from '../../helpers/written-plans.ts';

const about = (kubernetes: string): readonly string[] =>
	sentencesAbout(
		`kubernetes: ${kubernetes}\nendpoint: {kind: single}\nhosts: [{name: m1, address: 10.77.0.11, role: control-plane}]\n`,
	);

test('Without kube-proxy the network has to be Cilium', () => {
	const sentence =
		'Without kube-proxy nobody leads to Services, and of the network components only Cilium takes its place; write network: cilium, or proxyMode: auto.';
	expect(about('{proxyMode: none}')).toEqual([sentence]);
	expect(about('{proxyMode: none, network: calico}')).toEqual([sentence]);
	expect(checkNetwork({kubernetes: {proxyMode: 'none', network: {script: 'net.sh'}}})).toHaveLength(1);
	expect(about('{proxyMode: none, network: cilium}')).toEqual([]);
});

const wanted = (name: string): string =>
	`kubewalk installs ${name} for IPv4 only, and kubernetes.podSubnet fd00:10::/56 is IPv6; write an IPv4 subnet such as 10.244.0.0/16, or network: {manifest: FILE-or-URL} with a component of your own.`;

const told = (network?: 'flannel' | 'calico' | 'cilium' | 'none' | {script: string}): readonly string[] =>
	checkNetwork({kubernetes: {...(network && {network}), podSubnet: 'fd00:10::/56'}}).map(({text}) => text.en);

test('A component that is installed for IPv4 is refused an IPv6 subnet for pods; one’s own is not', () => {
	expect(told('cilium')).toEqual([wanted('Cilium')]);
	expect(told('calico')).toEqual([wanted('Calico')]);
	expect(told('flannel')).toEqual([wanted('flannel')]);
	expect(told()).toEqual([wanted('flannel')]);
	expect(told('none')).toEqual([]);
	expect(told({script: 'net.sh'})).toEqual([]);
	expect(checkNetwork({kubernetes: {network: 'cilium', podSubnet: '10.100.0.0/16'}})).toEqual([]);
});
