import {expect, test} from 'vitest';
import {debianDaemons} from '../../../../source/transport/lab/packages/debian-daemons.ts';

test('Every package has a version, sizes and a word about itself', () => {
	const wrong = Object.entries(debianDaemons).filter(
		([, row]) => !/^\d/.test(row.version) || row.size <= 0 || row.installed <= 0 || row.summary.length < 6,
	);

	expect(wrong).toEqual([]);
});

test('haproxy brings the configuration of Debian, and its user', () => {
	expect(debianDaemons['haproxy']!.files!('')['/etc/haproxy/haproxy.cfg']).toContain('chroot /var/lib/haproxy');
	expect(debianDaemons['haproxy']!.users).toEqual(['haproxy']);
	expect(debianDaemons['keepalived']!.files!('')['/etc/keepalived/keepalived.conf']).toBeUndefined();
});
