import {expect, test} from 'vitest';
import {hasRead} from '../../steps/has-read.ts';
import {runHere} from '../helpers/scripts.ts';

const startedAt = (time: string, file = 'touch -d "2026-11-23 09:00:14" file;'): number =>
	runHere(
		`systemctl() { echo 'ActiveEnterTimestamp=Mon ${time} UTC'; }; ${file} ${hasRead('containerd', 'file').bash}`,
	).exit;

test('A daemon that started before its file was written has not read it', () => {
	expect(startedAt('2026-11-23 09:00:13')).toBe(1);
	expect(startedAt('2026-11-23 09:00:14')).toBe(0);
	expect(startedAt('2026-11-24 00:00:00')).toBe(0);
});

test('Without a file there is nothing to have read', () => {
	expect(startedAt('2026-11-23 09:00:13', '')).toBe(0);
});
