import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Rules are kept while ufw is off, and count when it is on', async () => {
	const {say, run} = labShell(['m1', 'm2']);
	await say('nft flush ruleset; apt-get update; apt-get install -y ufw');
	expect(await say('ufw status; ufw allow 22/tcp; ufw --force enable')).toBe(
		'Status: inactive\nRules updated\nFirewall is active and enabled on system startup',
	);
	expect((await run('ssh -o ConnectTimeout=1 10.77.0.11 true', 'm2')).exit).toBe(0);
	await say('ufw delete allow 22/tcp');

	expect((await run('ssh -o ConnectTimeout=1 10.77.0.11 true', 'm2')).exit).toBe(255);
});

test('Rules are shown as they were said', async () => {
	const {say, run} = labShell();
	await say('apt-get update; apt-get install -y ufw');
	expect(await say('ufw show added')).toContain('(None)');
	await say("ufw allow from 10.77.0.12 to any port 6443 proto tcp comment 'a-b'; ufw --force enable");

	expect(await say('ufw show added | tail -n 1')).toBe(
		"ufw allow from 10.77.0.12 to any port 6443 proto tcp comment 'a-b'",
	);
	expect(await say('ufw allow from 10.77.0.12 to any port 6443 proto tcp')).toBe('Skipping adding existing rule');
	expect(await say('ufw status numbered | tail -n 2 | head -n 1')).toBe(
		'[ 1] 6443/tcp                   ALLOW IN    10.77.0.12',
	);
	expect(await say('ufw delete deny 99')).toBe('Could not delete non-existent rule');
	expect((await run('ufw dance')).exit).toBe(1);
	expect(await say('ufw disable; ufw status')).toBe(
		'Firewall stopped and disabled on system startup\nStatus: inactive',
	);
});
