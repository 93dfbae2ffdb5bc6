import {expect, test} from 'vitest';
import {lease, type LeaseWords} from '../../source/texts/lease-en.ts';

const ben: LeaseWords = {
	by: 'ben@bastion',
	pid: 22,
	session: 'demo-1',
	since: '2026-11-26 14:03 UTC',
	quiet: '12 s',
	doing: 'swap-now (m1 m2)',
};

test('Who has the hosts is told with process, session, beginning, last sign of life, and what it is at', () => {
	expect(lease.held(ben)).toBe(
		'ben@bastion (process 22, session demo-1) has been changing these hosts since 2026-11-26 14:03 UTC; last sign of life 12 s ago, at swap-now (m1 m2). Nothing was started: two at once would undo each other’s work.',
	);
	expect(lease.gone({...ben, quiet: '1:01:40', doing: ''})).toContain(
		'has given no sign of life for 1:01:40. Nothing',
	);
	expect(lease.notGone(ben)).toMatch(/^Not taken over: .* gave sign of life 12 s ago, .* after 90 s without one\.$/);
	expect(lease.sees(ben)).toMatch(
		/^ben@bastion \(process 22, session demo-1\), since .*; last sign of life 12 s ago/,
	);
});

test('Who has a session is told with the ways out', () => {
	expect(lease.sessionHeld('demo-1', 'ben@bastion', 22, ben.since)).toBe(
		'Session demo-1 is open in another process (22 of ben@bastion, since 2026-11-26 14:03 UTC): close it there first, or look on with kubewalk walk --watch demo-1.',
	);
});
