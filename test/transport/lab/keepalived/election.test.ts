import {beforeEach, describe, expect, test} from 'vitest';
import {balancedHosts, holders, keepalivedConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await balancedHosts();
});

const configure = (name: string, text: string): Promise<string> =>
	hosts.must(name, `${write('/etc/keepalived/keepalived.conf', text)}systemctl restart keepalived`);

describe('who holds the address', () => {
	test('is the host of the highest priority, and nobody else', () => {
		expect(holders(hosts)).toEqual(['m1']);
	});

	test('is the next one within four seconds when its machine loses power, and the first again when it is back', async () => {
		hosts.lab.powerOff('m1');
		await hosts.must('m2', 'sleep 2');
		expect(holders(hosts)).toEqual([]);
		await hosts.must('m2', 'sleep 2');
		expect(holders(hosts)).toEqual(['m2']);
		hosts.lab.powerOn('m1');
		// The firewall of the installer is back after a boot only when it is enabled.
		await hosts.must('m2', 'sleep 10');
		expect(holders(hosts)).toEqual(['m1']);
	});

	test('moves at once when keepalived is stopped, because it says goodbye', async () => {
		await hosts.must('m1', 'systemctl stop keepalived');
		expect(holders(hosts)).toEqual([]);
		await hosts.must('m2', 'sleep 1');
		expect(holders(hosts)).toEqual(['m2']);
		expect(await hosts.must('m1', 'ip -4 addr show eth0')).not.toContain('10.77.0.100');
		expect(await hosts.must('m2', 'journalctl -u keepalived --no-pager -n 1')).toContain(
			'(VI_1) Entering MASTER STATE',
		);
	});

	test('moves when the cable is pulled, and the journal says why', async () => {
		hosts.lab.cut('m1');
		await hosts.must('m2', 'sleep 5');
		expect(holders(hosts)).toEqual(['m2']);
		hosts.lab.mend('m1');
		await hosts.must('m1', 'sleep 6');
		expect(holders(hosts)).toEqual(['m1']);
		const journal = await hosts.must('m1', 'journalctl -u keepalived --no-pager');
		expect(journal).toContain('Netlink reports eth0 down');
		expect(journal).toContain('(VI_1) Entering FAULT STATE');
	});
});

const unicast = (name: string, priority: number, source: string, peers: readonly string[]): string =>
	keepalivedConfig(name, priority).replace(
		'    advert_int 1',
		`    advert_int 1\n    unicast_src_ip ${source}\n    unicast_peer {\n${peers.join('\n')}\n    }`,
	);

describe('when adverts are not heard', () => {
	const drop = 'iptables -I INPUT -p 112 -s 10.77.0.11 -j DROP';

	test('two hosts hold the address, and one of them again when they hear each other', async () => {
		await hosts.must('m2', drop);
		await hosts.must('m3', drop);
		await hosts.must('m3', 'sleep 5');
		expect(holders(hosts)).toEqual(['m1', 'm2']);
		expect(await hosts.must('m1', 'journalctl -u keepalived --no-pager -n 1')).toContain(
			'(VI_1) Received advert from 10.77.0.12 with lower priority 100, ours 101, forcing new election',
		);
		await hosts.must('m2', drop.replace('-I', '-D'));
		await hosts.must('m3', `${drop.replace('-I', '-D')}; sleep 2`);
		expect(holders(hosts)).toEqual(['m1']);
		expect(await hosts.must('m2', 'journalctl -u keepalived --no-pager -n 2')).toContain(
			'(VI_1) Master received advert from 10.77.0.11 with higher priority 101, ours 100',
		);
	});

	test('another password splits them too, and is named', async () => {
		await configure('m1', keepalivedConfig('m1', 101).replace('k8srig', 'other'));
		await hosts.must('m1', 'sleep 6');
		expect(holders(hosts)).toEqual(['m1', 'm2']);
		expect(await hosts.must('m2', 'journalctl -u keepalived --no-pager -n 3')).toContain(
			'(VI_1) received an invalid passwd!',
		);
	});

	test('another router id is another group altogether', async () => {
		await configure('m3', keepalivedConfig('m3', 99).replace('router_id 51', 'router_id 52'));
		await hosts.must('m3', 'sleep 6');
		expect(holders(hosts)).toEqual(['m1', 'm3']);
	});

	test('unicast reaches only the peers that are named', async () => {
		await configure('m1', unicast('m1', 101, '10.77.0.11', ['10.77.0.12', '10.77.0.13']));
		await configure('m2', unicast('m2', 100, '10.77.0.12', ['10.77.0.11', '10.77.0.13']));
		await configure('m3', unicast('m3', 99, '10.77.0.13', ['10.77.0.11', '10.77.0.12']));
		await hosts.must('m1', 'sleep 6');
		expect(holders(hosts)).toEqual(['m1']);
		await configure('m1', unicast('m1', 101, '10.77.0.11', ['10.77.0.13']));
		await hosts.must('m1', 'sleep 6');
		expect(holders(hosts)).toEqual(['m1', 'm2']);
	});
});

test('nopreempt leaves the address where it is when a better host comes back', async () => {
	await configure('m1', keepalivedConfig('m1', 101).replace('state BACKUP', 'state BACKUP\n    nopreempt'));
	await hosts.must('m1', 'sleep 6');
	expect(holders(hosts)).toEqual(['m2']);
});
