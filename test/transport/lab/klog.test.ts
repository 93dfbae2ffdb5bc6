import {expect, test} from 'vitest';
import {klogLine} from '../../../source/transport/lab/klog.ts';

const noon = Date.UTC(2026, 10, 23, 12, 0, 1, 41);

test('Six digits follow the second, whatever the clock of a machine is off by', () => {
	expect(klogLine('E', noon, 1218, 'server.go:302', 'Failed')).toBe(
		'E1123 12:00:01.041287    1218 server.go:302] Failed',
	);
	expect(klogLine('I', noon + 0.4003906, 7, 'a.go:1', 'so')).toMatch(/^I1123 12:00:01\.041\d{3} {7}7 a\.go:1\] so$/);
});
