import {expect, test} from 'vitest';
import {publishedSum} from '../../../source/transport/lab/archive.ts';
import {gatewayApiPage} from '../../../source/transport/lab/gateway-api-release.ts';

const at = (version: string, plural: string): string =>
	`raw.githubusercontent.com/kubernetes-sigs/gateway-api/${version}/config/crd/standard/gateway.networking.k8s.io_${plural}.yaml`;

test('A definition has the real file’s checksum and versions, at GitHub and through the mirror', () => {
	const page = gatewayApiPage(`https://${at('v1.6.1', 'tlsroutes')}`);
	expect(page).toContain('name: tlsroutes.gateway.networking.k8s.io');
	expect(page).toContain('name: v1alpha2');
	expect(publishedSum(page)).toBe('bb8b67926e5d9652cbfd2e19063b7c1d9e78806c9dd671608f57baef2f2e3bbb');
	expect(gatewayApiPage(`https://files.m.daocloud.io/${at('v1.6.1', 'tlsroutes')}`)).toBe(page);
});

test('What a release does not have is not there', () => {
	expect(gatewayApiPage(`https://${at('v1.4.1', 'tlsroutes')}`)).toBeUndefined();
	expect(gatewayApiPage(`https://${at('v1.2.0', 'gateways')}`)).toBeUndefined();
});
