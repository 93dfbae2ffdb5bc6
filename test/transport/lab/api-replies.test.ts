import {describe, expect, test} from 'vitest';
import {apiReply, healthText} from '../../../source/transport/lab/api-replies.ts';
import type {Request} from '../../../source/transport/lab/http.ts';
import {cluster} from '../../helpers/lab-hosts.ts';

const get = (path: string): Request => ({scheme: 'https', host: 'm1', port: 6443, method: 'GET', path});

describe('health', () => {
	test('is one word, or the whole list when asked', () => {
		expect(healthText('readyz', true, false)).toEqual({ok: true, text: 'ok'});
		expect(healthText('readyz', true, true).text).toMatch(
			/^\[\+\]ping ok\n\[\+\]log ok\n\[\+\]etcd ok\n[\s\S]*readyz check passed\n$/,
		);
	});

	test('names etcd when its database is gone, without being asked', () => {
		const {ok, text} = healthText('healthz', false, false);
		expect(ok).toBe(false);
		expect(text).toContain('[-]etcd failed: reason withheld');
		expect(text).toContain('healthz check failed');
	});
});

test('health and version are for everybody, the rest needs a name', async () => {
	const {lab} = await cluster();
	const ask = (path: string) => apiReply(lab.world, lab.world.machines['m1']!, get(path));
	expect(ask('/readyz')).toMatchObject({status: 200, body: 'ok'});
	expect(JSON.parse(ask('/version').body)).toMatchObject({major: '1', minor: '36'});
	expect(ask('/api')).toMatchObject({status: 403, text: 'Forbidden'});
	expect(JSON.parse(ask('/api').body)).toMatchObject({
		kind: 'Status',
		message: 'forbidden: User "system:anonymous" cannot get path "/api"',
		code: 403,
	});
});

test('without etcd the server is alive on its port and answers 500', async () => {
	const {lab, must} = await cluster();
	await must('m1', 'mv /etc/kubernetes/manifests/etcd.yaml /root/; sleep 5');
	expect(await must('m1', "curl -ks -o /dev/null -w '%{http_code}' https://127.0.0.1:6443/readyz")).toBe('500');
	expect(apiReply(lab.world, lab.world.machines['m1']!, get('/healthz')).body).toContain('[-]etcd failed');
});
