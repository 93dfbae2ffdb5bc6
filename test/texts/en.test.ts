import {expect, test} from 'vitest';
import {en} from '../../source/texts/en.ts';

test('Every sentence about trouble ends as one, and says the way out', () => {
	const {open, sessions, lab} = en;
	const sentences = [
		open.noBook('x', 'install, reset'),
		open.noLab('x', 'rehearsal'),
		open.noSession('x'),
		open.noOpenSession,
		open.sessionClosed('x'),
		open.refusedHostKey('m1', 'SHA256:abc'),
		open.needsYes,
		open.planOrLab,
		sessions.none,
		sessions.usage,
		lab.noSession,
		lab.whichHost('m1, m2'),
		lab.usage,
	];
	for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^\n]*(: |, or |kubewalk)[^\n]*\.$/);
});

test('A run is summed up in one line', () => {
	expect(en.headless.summary({done: 3, satisfied: 2, skipped: 1, failed: 0, unknown: 0}, 4.2)).toBe(
		'3 done, 2 already so, 1 skipped, 0 failed, in 4.2 s',
	);
	expect(en.headless.summary({done: 0, satisfied: 0, skipped: 0, failed: 1, unknown: 5}, 4)).toBe(
		'0 done, 0 already so, 0 skipped, 1 failed, 5 not known, in 4 s',
	);
});

test('What takes long says how long it usually takes and what it waits for, as far as that is known', () => {
	const {stillRunning} = en.headless;
	expect(stillRunning('m1  Pull', 90, 60, 'the registry')).toBe(
		'm1  Pull: still running after 90 s (usually 60 s), waiting for the registry',
	);
	expect(stillRunning('m1  Pull', 90, 0)).toBe('m1  Pull: still running after 90 s');
});

test('How a task ended is said with its reason when there is one', () => {
	expect(en.headless.ended('m1  Pull', 'failed', 'no route')).toBe('m1  Pull: failed: no route');
	expect(en.headless.ended('m1  Pull', 'done (2 s)')).toBe('m1  Pull: done (2 s)');
});

test('The report says each outcome in words', () => {
	expect((['done', 'unreachable'] as const).map(en.report.outcome)).toEqual(['done', 'a host could not be reached']);
});
