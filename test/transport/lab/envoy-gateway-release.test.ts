import {expect, test} from 'vitest';
import {envoyGatewayPage} from '../../../source/transport/lab/envoy-gateway-release.ts';

test('The manifest of a release is at GitHub, and through the mirror that serves files of other hosts', () => {
	const path = 'github.com/envoyproxy/gateway/releases/download/v1.9.0/install.yaml';
	expect(envoyGatewayPage(`https://${path}`)).toContain('image: docker.io/envoyproxy/gateway:v1.9.0');
	expect(envoyGatewayPage(`https://files.m.daocloud.io/${path}`)).toContain(
		'gatewayclasses.gateway.networking.k8s.io',
	);
	expect(envoyGatewayPage(`https://${path.replace('1.9.0', '9.9.9')}`)).toBeUndefined();
});
