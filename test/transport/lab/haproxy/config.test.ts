import {describe, expect, test} from 'vitest';
import {readHaproxyConfig} from '../../../../source/transport/lab/haproxy/config.ts';

const read = (text: string) => readHaproxyConfig(text, '/tmp/h.cfg');
const timeouts = '    timeout connect 5s\n    timeout client 1m\n    timeout server 1m\n';

describe('a good configuration', () => {
	const {config, alerts, warnings} = read(`# ours
global
    log /dev/log local0
defaults
    mode tcp
${timeouts}frontend apiserver
    bind *:9443
    default_backend apiservers
backend apiservers
    option httpchk GET /readyz
    http-check expect status 200
    default-server inter 3s fall 4 rise 1 check check-ssl verify none
    server m1 10.77.0.11:6443
    server m2 10.77.0.12:6443 inter 500ms backup
`);

	test('is accepted without a word', () => {
		expect([...alerts, ...warnings]).toEqual([]);
	});

	test('is read: where it listens, whom it asks, how often', () => {
		const [frontend, backend] = config.proxies;
		expect(frontend).toMatchObject({
			name: 'apiserver',
			mode: 'tcp',
			binds: [{address: '0.0.0.0', port: 9443}],
			defaultBackend: {name: 'apiservers'},
		});
		expect(backend).toMatchObject({check: {method: 'GET', uri: '/readyz'}, expect: {what: 'status', value: '200'}});
		expect(backend!.servers).toMatchObject([
			{
				name: 'm1',
				host: '10.77.0.11',
				port: 6443,
				check: true,
				checkTls: true,
				verify: 'none',
				inter: 3000,
				fall: 4,
				rise: 1,
				backup: false,
			},
			{name: 'm2', inter: 500, backup: true},
		]);
	});
});

describe('a bad one is refused in its own words', () => {
	test.each([
		[
			'an unknown word, with the one that was meant',
			'defaults\n    mode tcp\nbackend apiserver\n    server m1 10.77.0.11:6443 check\n    balanse roundrobin\n',
			"config : parsing [/tmp/h.cfg:5] : unknown keyword 'balanse' in 'backend' section; did you mean 'balance' maybe ?",
		],
		[
			'a file that ends in the middle of a line',
			'defaults\n    mode tcp\nlisten a\n    bind *:9443\n    server m1 10.77.0.11:6443 check',
			'config : parsing [/tmp/h.cfg:5]: Missing LF on last line, file might have been truncated at position 36.',
		],
		[
			'a backend that is not there',
			`defaults\n    mode tcp\n${timeouts}frontend a\n    bind *:9443\n    default_backend nobody\n`,
			"config : Proxy 'a': unable to find required default_backend: 'nobody'.",
		],
		[
			'two servers of one name',
			'backend a\n    server m1 10.77.0.11:6443\n    server m1 10.77.0.12:6443\n',
			"config : parsing [/tmp/h.cfg:3] : 'server' : server 'm1' is already declared in the backend 'a'.",
		],
		[
			'a slip in a server line',
			'backend a\n    server m1 10.77.0.11:6443 chekc\n',
			"config : parsing [/tmp/h.cfg:2] : 'server a/m1' : unknown keyword 'chekc'; did you mean 'check' maybe ?",
		],
		[
			'a word outside of every section',
			'bind *:9443\n',
			"config : parsing [/tmp/h.cfg:1] : unknown keyword 'bind' out of section.",
		],
		[
			'a mode there is none of',
			'defaults\n    mode tpc\n',
			"config : parsing [/tmp/h.cfg:2] : unknown proxy mode 'tpc'.",
		],
	])('%s', (_, text, words) => {
		expect(read(text).alerts).toContain(words);
	});

	test('missing timeouts are only a warning', () => {
		const {alerts, warnings} = read(
			'defaults\n    mode tcp\nlisten a\n    bind *:9443\n    server m1 10.77.0.11:6443\n',
		);
		expect(alerts).toEqual([]);
		expect(warnings[0]).toContain("missing timeouts for listen 'a'");
	});
});
