import {expect, test} from 'vitest';
import {readKubeConfig, serverAddress, writeKubeConfig} from '../../../../source/transport/lab/cluster/kubeconfig.ts';
import {createMachines} from '../../../helpers/machines.ts';

const files = createMachines(1, 0).filesOf('m1');

test('What is written is read again: server, authority and who one is', () => {
	writeKubeConfig(files, '/root/config', {
		server: 'https://10.77.0.100:9443',
		authority: 'CA\n',
		user: 'kubernetes-admin',
		pair: {certificate: 'CERT\n', key: 'KEY\n'},
	});

	expect(readKubeConfig(files.read('/root/config'))).toEqual({
		server: 'https://10.77.0.100:9443',
		authority: 'CA\n',
		user: 'kubernetes-admin',
		certificate: 'CERT\n',
	});
	expect(files.mode('/root/config')! & 0o777).toBe(0o600);
});

test('Certificates in files beside it are followed, tokens are kept', () => {
	files.write('/var/pem', 'CERT and KEY\n');
	writeKubeConfig(files, '/root/kubelet', {
		server: 'https://a:1',
		authority: '',
		user: 'default-auth',
		certificateFile: '/var/pem',
	});
	writeKubeConfig(files, '/root/bootstrap', {
		server: 'https://a:1',
		authority: '',
		user: 'tls',
		token: 'abcdef.0123456789abcdef',
	});

	expect(readKubeConfig(files.read('/root/kubelet'), files)?.certificate).toBe('CERT and KEY\n');
	expect(readKubeConfig(files.read('/root/bootstrap'))?.token).toBe('abcdef.0123456789abcdef');
});

test('What is no kubeconfig is none', () => {
	expect([readKubeConfig(undefined), readKubeConfig('a: b'), readKubeConfig('{')]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

test('A server’s address may have no port, or be IPv6', () => {
	expect(serverAddress('https://example.com')).toEqual({host: 'example.com', port: 443});
	expect(serverAddress('https://[fd00::1]:6443')).toEqual({host: 'fd00::1', port: 6443});
});
