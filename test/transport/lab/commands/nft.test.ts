import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Rules are inserted, listed with handles and deleted by them', async () => {
	const {say, run} = labShell();
	await say(`nft insert rule inet filter input 'tcp dport 6443 accept comment "mine"'`);
	expect(await say('nft list chain inet filter input | sed -n 4p')).toBe('\t\ttcp dport 6443 accept comment "mine"');
	const handle = await say(`nft -a list ruleset | awk '/mine/ {print $NF}'`);
	await say(`nft delete rule inet filter input handle ${handle}`);

	expect(await say('nft list ruleset | grep -c mine')).toBe('0');
	expect(await run('nft delete rule inet filter input handle 999')).toMatchObject({
		stderr: 'Error: No such file or directory\n',
		exit: 1,
	});
});

test('Tables are made, listed and taken away', async () => {
	const {say, run} = labShell();
	await say(
		'nft add table ip demo; nft add chain ip demo input { type filter hook input priority 0 \\; policy accept \\; }; nft add rule ip demo input counter drop',
	);

	expect(await say('nft list tables')).toBe('table inet filter\ntable ip demo');
	expect(await say('nft list table ip demo')).toContain('counter drop');
	await say('nft delete table ip demo');
	expect((await run('nft list table ip demo')).exit).toBe(1);
	await say('nft flush ruleset');
	expect(await say('nft list ruleset')).toBe('');
});

test('A file is applied as a whole, and bad words are refused', async () => {
	const {run, say} = labShell();
	await say('printf "flush ruleset\\ntable inet x {\\n chain c {\\n }\\n}\\n" > /tmp/r; nft -f /tmp/r');

	expect(await say('nft list tables')).toBe('table inet x');
	expect((await run('nft -f /nope')).exit).toBe(1);
	expect((await run('nft dance')).exit).toBe(1);
});
