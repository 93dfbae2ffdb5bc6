import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('nftables loads its file when it starts and takes its rules along when it stops', async () => {
	const {say, run} = labShell();
	expect(await say('nft list ruleset | grep policy')).toContain('hook input priority filter; policy drop;');
	await say('systemctl stop nftables');
	expect(await say('nft list ruleset')).toBe('');
	await say(
		'echo "table inet filter { chain input { type filter hook input priority 0; policy accept; } }" > /etc/nftables.conf; systemctl start nftables',
	);
	expect(await say('nft list ruleset')).toContain('policy accept');
	await say('echo nonsense > /etc/nftables.conf');
	expect((await run('systemctl reload nftables')).exit).toBe(1);
});

test('A time service corrects the clock after a moment on the network', async () => {
	const {lab, say} = labShell();
	lab.world.machines['m1']!.clockOffset = 30_000;
	await say('apt-get update; apt-get install -y chrony');
	expect(await say('timedatectl show -p NTPSynchronized --value')).toBe('no');
	await say('sleep 15');

	expect(await say('timedatectl show -p NTPSynchronized --value')).toBe('yes');
	expect(lab.world.machines['m1']!.clockOffset).toBe(0);
});
