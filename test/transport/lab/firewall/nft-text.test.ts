import {expect, test} from 'vitest';
import {
	addChain,
	addTable,
	applyRuleset,
	canonical,
	nextHandle,
	rulesetText,
	tableText,
} from '../../../../source/transport/lab/firewall/nft-text.ts';
import {createMachine} from '../../../../source/transport/lab/machine.ts';

const machine = () => createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});

test('A ruleset is read and printed as nft lists it', () => {
	const here = machine();
	const text = `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
	# ports
	chain input { type filter hook input priority 0; policy drop; ct state { established, related } accept; tcp dport {22,80} accept }
	set blocked { type ipv4_addr; elements = { 10.0.0.1 } }
}`;
	expect(applyRuleset(here, text)).toBeUndefined();

	expect(rulesetText(here)).toBe(`table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		tcp dport { 22, 80 } accept
	}
}
`);
	expect(rulesetText(here, true)).toContain('tcp dport { 22, 80 } accept # handle');
});

test('What nft does not understand is complained about', () => {
	expect(applyRuleset(machine(), 'nonsense')).toContain('syntax error');
});

test('Tables and chains are made once, handles never repeat', () => {
	const here = machine();
	const table = addTable(here, 'inet', 'filter');
	expect(addTable(here, 'inet', 'filter')).toBe(table);
	const chain = addChain(table, 'input');
	expect(addChain(table, 'input')).toBe(chain);
	chain.rules.push({handle: 9, text: 'accept'});

	expect(nextHandle(table)).toBe(10);
	expect(tableText(table)).toContain('chain input');
});

test('VRRP is called by its name', () => {
	expect(canonical('ip  saddr 10.0.0.1   ip protocol 112 accept')).toBe('ip saddr 10.0.0.1 ip protocol vrrp accept');
});
