import {expect, test} from 'vitest';
import {lease as en, type LeaseWords} from '../../source/texts/lease-en.ts';
import {lease} from '../../source/texts/lease-zh.ts';

const ben: LeaseWords = {
	by: 'ben@bastion',
	pid: 22,
	session: 'demo-1',
	since: '2026-11-26 14:03 UTC',
	quiet: '5 秒',
	doing: 'swap-now (m1)',
};

test('The Chinese sentences name the same things', () => {
	for (const name of ['held', 'gone', 'notGone', 'sees'] as const) {
		for (const part of ['ben@bastion', '22', 'demo-1', '5 秒', 'swap-now (m1)'])
			expect(lease[name](ben)).toContain(part);
		expect(lease[name](ben)).not.toContain('  ');
	}
	expect(lease.sessionHeld('demo-1', 'ben@bastion', 22, 'x')).toContain('kubewalk walk --watch demo-1');
	expect(lease.takeOverWith).toContain('--take-over');
	expect(Object.keys(lease)).toEqual(Object.keys(en));
});
