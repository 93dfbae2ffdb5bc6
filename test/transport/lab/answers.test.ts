import {expect, test} from 'vitest';
import {ask} from '../../../source/transport/lab/answers.ts';
import {reach} from '../../../source/transport/lab/reach.ts';
import {cluster, type Hosts} from '../../helpers/lab-hosts.ts';

const get = ({lab}: Hosts, scheme: 'http' | 'https', port: number, path: string, user?: string) => {
	const from = lab.world.machines['m1']!;
	const target = reach(lab.world, lab.filesOf, from, '127.0.0.1', port);
	return ask(lab.world, lab.filesOf, from, target, {
		scheme,
		host: '127.0.0.1',
		port,
		method: 'GET',
		path,
		...(user && {user}),
	});
};

test('every component answers in its own way', async () => {
	const hosts = await cluster();
	expect(get(hosts, 'http', 10_248, '/healthz')).toMatchObject({status: 200, body: 'ok'});
	expect(get(hosts, 'https', 10_250, '/pods')).toMatchObject({status: 401, body: 'Unauthorized'});
	expect(get(hosts, 'http', 2381, '/health')).toMatchObject({status: 200, body: '{"health":"true","reason":""}'});
	expect(get(hosts, 'https', 10_257, '/healthz')).toMatchObject({status: 200, body: 'ok'});
	expect(get(hosts, 'https', 10_259, '/metrics')).toMatchObject({status: 403});
	expect(get(hosts, 'http', 10_249, '/healthz')).toMatchObject({status: 200});
});

test('TLS spoken to a plain port, and plain HTTP to a TLS port, are told apart', async () => {
	const hosts = await cluster();
	expect(get(hosts, 'https', 10_248, '/healthz')).toEqual({kind: 'tls-to-plain'});
	expect(get(hosts, 'http', 6443, '/healthz')).toMatchObject({
		status: 400,
		body: 'Client sent an HTTP request to an HTTPS server.\n',
	});
	expect(get(hosts, 'http', 22, '/')).toEqual({kind: 'not-http'});
});

test('etcd wants to see a certificate', async () => {
	const hosts = await cluster();
	expect(get(hosts, 'https', 2379, '/health')).toEqual({kind: 'certificate-required'});
	expect(get(hosts, 'https', 2379, '/health', 'kube-apiserver-etcd-client')).toMatchObject({status: 200});
});
