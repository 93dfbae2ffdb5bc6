import {expect, test} from 'vitest';
import {journalLine} from '../../../source/transport/lab/journal-text.ts';

test('A line names the moment, the host, the program and its process', () => {
	const at = Date.UTC(2026, 10, 23, 9, 38, 35);

	expect(
		journalLine(
			{
				at,
				unit: 'keepalived.service',
				identifier: 'Keepalived_vrrp',
				pid: 1112,
				text: '(VI_1) Entering MASTER STATE',
			},
			'm1',
		),
	).toBe('Nov 23 09:38:35 m1 Keepalived_vrrp[1112]: (VI_1) Entering MASTER STATE');
	expect(journalLine({at, unit: 'kernel', identifier: 'kernel', pid: 0, text: 'x'}, 'm1')).toBe(
		'Nov 23 09:38:35 m1 kernel: x',
	);
});
