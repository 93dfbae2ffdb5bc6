import {expect, test} from 'vitest';
import {compareVersions} from '../../../../source/transport/lab/packages/debian-version.ts';

test.each([
	['1.36.10-1.1', '1.36.4-1.1'],
	['2:1.0-1', '9.9-1'],
	['2.6.12-1+deb12u3', '2.6.12-1+deb12u1'],
	['1.0-1', '1.0~rc1-1'],
	['1.6.20~ds1-1+deb12u3', '1.6.20~ds1-1+deb12u1'],
	['2.3.2-1~debian.12~bookworm', '2.2.4-1~debian.12~bookworm'],
])('%s is newer than %s', (newer, older) => {
	expect(compareVersions(newer, older)).toBeGreaterThan(0);
	expect(compareVersions(older, newer)).toBeLessThan(0);
	expect(compareVersions(newer, newer)).toBe(0);
});
