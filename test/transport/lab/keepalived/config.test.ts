import {describe, expect, test} from 'vitest';
import {readKeepalivedConfig} from '../../../../source/transport/lab/keepalived/config.ts';

const read = (text: string) => readKeepalivedConfig(text, '/etc/keepalived/keepalived.conf', ['eth0', 'lo']);

describe('a good configuration', () => {
	const {config, says, fatal} = read(`# ours
global_defs {
    router_id m1
    script_user root
    enable_script_security
}
vrrp_script haproxy
{
    script "/etc/keepalived/check-haproxy.sh --quick"
    interval 3
    fall 2
    weight -50
}
vrrp_instance apiserver {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    nopreempt
    unicast_src_ip 10.77.0.11
    unicast_peer {
        10.77.0.12
        10.77.0.13
    }
    authentication {
        auth_type PASS
        auth_pass longer-than-eight
    }
    virtual_ipaddress {
        10.77.0.100/24 dev eth0
        10.77.0.101
    }
    track_script {
        haproxy weight -20
    }
}
`);

	test('is accepted without a word', () => {
		expect([fatal, says]).toEqual([false, []]);
	});

	test('is read: who, where, how often, and what its scripts weigh', () => {
		expect(config.scripts).toEqual([
			{
				name: 'haproxy',
				command: '/etc/keepalived/check-haproxy.sh --quick',
				interval: 3000,
				fall: 2,
				rise: 1,
				weight: -50,
			},
		]);
		expect(config.instances[0]).toMatchObject({
			name: 'apiserver',
			initial: 'MASTER',
			nic: 'eth0',
			vrid: 51,
			priority: 150,
			nopreempt: true,
			unicast: {source: '10.77.0.11', peers: ['10.77.0.12', '10.77.0.13']},
			addresses: [
				{address: '10.77.0.100', prefix: 24, nic: 'eth0'},
				{address: '10.77.0.101', prefix: 32, nic: 'eth0'},
			],
			scripts: [{name: 'haproxy', weight: -20}],
		});
	});

	test('only the first eight characters of the password count', () => {
		expect(config.instances[0]!.password).toBe('longer-t');
	});
});

describe('a bad one is refused in its own words', () => {
	test('an interface that is not there', () => {
		const {says, fatal} = read(
			'vrrp_instance VI_1 {\n    state MASTER\n    interface eth9\n    virtual_router_id 51\n    priority 100\n}\n',
		);
		expect(fatal).toBe(true);
		expect(says).toEqual([
			"(/etc/keepalived/keepalived.conf: Line 3) WARNING - interface eth9 for vrrp_instance VI_1 doesn't exist",
			'Non-existent interface specified in configuration',
		]);
	});

	test('numbers out of their range, unknown words, a brace too few', () => {
		const {says, fatal} = read(
			'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 300\n    priority 256\n    advert_intt 1\n    virtual_ipaddress {\n        10.77.0.100\n    }\n',
		);
		expect(fatal).toBe(true);
		expect(says).toEqual([
			"(/etc/keepalived/keepalived.conf: Line 3) number '300' outside range [1, 255]",
			"(/etc/keepalived/keepalived.conf: Line 3) (VI_1): VRID '300' not valid - must be between 1 & 255",
			"(/etc/keepalived/keepalived.conf: Line 4) number '256' outside range [1, 255]",
			'(/etc/keepalived/keepalived.conf: Line 4) (VI_1) Priority not valid! must be between 1 & 255. Using default 100',
			"(/etc/keepalived/keepalived.conf: Line 5) Unknown keyword 'advert_intt'",
			"There are 1 missing '}'s or extra '{'s",
			'(VI_1) the virtual router id must be set',
		]);
	});

	test('a script that nobody declared is ignored, and said so', () => {
		const {says, config} = read(
			'vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 1\n track_script {\n  nobody\n }\n}\n',
		);
		expect(says).toEqual(['(VI_1) track script nobody not found, ignoring...']);
		expect(config.instances[0]!.scripts).toEqual([]);
	});
});
