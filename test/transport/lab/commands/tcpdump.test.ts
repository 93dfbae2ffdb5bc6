import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const config = (id: number): string =>
	`vrrp_instance V {\n state MASTER\n interface eth0\n virtual_router_id ${id}\n priority 100\n virtual_ipaddress {\n 10.77.0.100\n }\n}\n`;

test('VRRP is heard with its router, and silence lasts', async () => {
	const {run, say} = labShell(['m1', 'm2']);
	await run(
		`nft flush ruleset; apt-get update; apt-get install -y keepalived; printf '${config(51).replaceAll('\n', '\\n')}' > /etc/keepalived/keepalived.conf; systemctl start keepalived; sleep 10`,
		'm2',
	);
	await say('apt-get update; apt-get install -y tcpdump');

	expect(await say('timeout 3 tcpdump -nn -c 1 -i eth0 "ip proto 112 and ip[21] = 51" 2>/dev/null')).toContain(
		'IP 10.77.0.12 > 224.0.0.18: VRRPv2, Advertisement, vrid 51, prio',
	);
	expect((await run('timeout 3 tcpdump -nn -c 1 -i eth0 "ip proto 112 and ip[21] = 52"')).exit).toBe(124);
	expect((await run('tcpdump -i eth9')).stderr).toContain('eth9: No such device exists');
});
