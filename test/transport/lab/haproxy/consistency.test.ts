import {expect, test} from 'vitest';
import {readHaproxyConfig} from '../../../../source/transport/lab/haproxy/config.ts';

const complete = 'defaults\n    mode tcp\n    timeout connect 5s\n    timeout client 1m\n    timeout server 1m\n';

const line = (more: string): string =>
	`${complete}listen a\n    bind *:9443\n    server m1 10.77.0.11:6443 ssl${more}\n`;

test('a server that speaks TLS needs an authority or the word that none is wanted', () => {
	expect(readHaproxyConfig(line(''), 'h.cfg').alerts[0]).toContain(
		'verify is enabled by default but no CA file specified',
	);
	expect(readHaproxyConfig(line(' verify none'), 'h.cfg').alerts).toEqual([]);
});

test('a frontend that listens nowhere is warned about', () => {
	expect(
		readHaproxyConfig(`${complete}frontend a\n    default_backend b\nbackend b\n`, 'h.cfg').warnings[0],
	).toContain("frontend 'a' has no 'bind' directive");
});

test('nothing is said about the whole while a line is wrong', () => {
	const {alerts} = readHaproxyConfig('frontend a\n    bind *:1\n    default_backend b\n    nonsense here\n', 'h.cfg');
	expect(alerts).toHaveLength(1);
});
