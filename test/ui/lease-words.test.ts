import {expect, test} from 'vitest';
import type {Holder} from '../../source/engine/lease.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {leaseWords} from '../../source/ui/lease-words.ts';

const holder: Holder = {
	by: 'ben@bastion\u001B[2J',
	pid: 22,
	session: 'demo-1',
	since: Date.UTC(2026, 10, 26, 14, 3),
	quiet: 12,
	doing: 'swap-now (m1)',
	gone: false,
};

test('Times become words in the language of the person, in UTC, and what a host says cannot move the cursor', () => {
	expect(leaseWords(holder, textsOf('en'))).toEqual({
		by: 'ben@bastion�[2J',
		pid: 22,
		session: 'demo-1',
		since: '2026-11-26 14:03 UTC',
		quiet: '12 s',
		doing: 'swap-now (m1)',
	});
	expect(leaseWords(holder, textsOf('zh')).quiet).toBe('12 秒');
});
