import {expect, test} from 'vitest';
import {outsideAnswers, outsideReply} from '../../../source/transport/lab/outside-pages.ts';
import {bareHosts} from '../../helpers/lab-hosts.ts';

const {lab} = bareHosts('m1');
const get = (url: string) => {
	const {protocol, hostname, port, pathname} = new URL(url);
	const scheme = protocol === 'https:' ? 'https' : 'http';
	return outsideReply(lab.world, {
		scheme,
		host: hostname,
		port: Number(port || (scheme === 'https' ? 443 : 80)),
		method: 'GET',
		path: pathname,
	});
};

test('package sources serve their keys and their lists', () => {
	expect(get('https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key').body).toContain('BEGIN PGP PUBLIC KEY BLOCK');
	expect(get('https://download.docker.com/linux/debian/gpg')).toMatchObject({status: 200, trusted: true});
	expect(get('https://pkgs.k8s.io/core:/stable:/v1.36/deb/InRelease').status).toBe(200);
	expect(get('https://pkgs.k8s.io/core:/stable:/v1.36/deb/nothing').status).toBe(404);
});

test('registries answer at /v2/', () => {
	expect(get('https://registry.k8s.io/v2/').status).toBe(200);
	expect(get('https://registry-1.docker.io/v2/').status).toBe(401);
});

test('GitHub serves flannel’s manifest', () => {
	expect(get('https://github.com/flannel-io/flannel/releases/latest/download/kube-flannel.yml').body).toContain(
		'kind: DaemonSet',
	);
	expect(get('https://github.com/flannel-io/flannel/nothing').status).toBe(404);
});

test('a place that somebody has switched off does not answer at all', () => {
	expect(outsideAnswers(lab.world, 'registry.k8s.io', 443, 'https')).toBe(true);
	lab.world.outside.registries['registry.k8s.io']!.reachable = false;
	expect(outsideAnswers(lab.world, 'registry.k8s.io', 443, 'https')).toBe(false);
});
