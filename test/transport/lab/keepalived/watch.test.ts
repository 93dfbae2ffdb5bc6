import {expect, test} from 'vitest';
import {balancedHosts, holders, keepalivedConfig, write} from '../../../helpers/lab-hosts.ts';

const custom = (script: string): string => keepalivedConfig('m1', 101).replace('/usr/bin/killall -0 haproxy', script);

test('a script is really run: whatever it asks decides', async () => {
	const hosts = await balancedHosts();
	const check = write(
		'/etc/keepalived/check.sh',
		'#!/bin/sh\nif ! curl -ks -o /dev/null --max-time 2 https://127.0.0.1:9443/; then\n\t[ -e /run/keep-it ] || exit 3\nfi\n',
	);
	await hosts.must(
		'm1',
		`${check}chmod 755 /etc/keepalived/check.sh; touch /run/keep-it; ${write('/etc/keepalived/keepalived.conf', custom('/etc/keepalived/check.sh'))}systemctl restart keepalived; sleep 6`,
	);
	expect(holders(hosts)).toEqual(['m1']);
	await hosts.must('m1', 'rm /run/keep-it; sleep 9');
	expect(holders(hosts)).toEqual(['m2']);
	expect(await hosts.must('m1', 'journalctl -u keepalived --no-pager')).toContain(
		'VRRP_Script(chk_haproxy) failed (exited with status 3)',
	);
});

test('a poll of the address sees the gap of a failover, in simulated time', async () => {
	const hosts = await balancedHosts();
	const poll = `
		systemctl stop haproxy
		gone=0
		for i in $(seq 1 200); do
			if curl -ks -o /dev/null --max-time 1 https://10.77.0.100:9443/; then code=0; else code=$?; fi
			# 35: a haproxy took the connection. 7: nobody listens there yet.
			if [ "$code" = 7 ]; then gone=$((gone + 1)); fi
			sleep 0.1
		done
		echo "$gone"
	`;
	const failures = Number(await hosts.must('m1', poll));
	// Two seconds and more until the second failure of the script, three and a half until the next host is sure.
	expect(failures).toBeGreaterThan(40);
	expect(failures).toBeLessThan(90);
	expect(holders(hosts)).toEqual(['m2']);
});

test('an operator’s own one-shot unit runs its program at every boot', async () => {
	const hosts = await balancedHosts();
	const unit =
		'[Unit]\nDescription=Ours\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/local/sbin/ours\n[Install]\nWantedBy=multi-user.target\n';
	await hosts.must(
		'm1',
		`${write('/usr/local/sbin/ours', '#!/bin/sh\ndate >> /root/ours.log\n')}chmod 755 /usr/local/sbin/ours; ${write('/etc/systemd/system/ours.service', unit)}systemctl enable ours`,
	);
	expect(hosts.lab.filesOf('m1').read('/root/ours.log')).toBeUndefined();
	await hosts.must('m1', 'systemctl start ours; sleep 1');
	hosts.lab.powerOff('m1');
	hosts.lab.powerOn('m1');
	await hosts.must('m1', 'sleep 1');
	expect(hosts.lab.filesOf('m1').read('/root/ours.log')!.trim().split('\n')).toHaveLength(2);
});
