import {expect, test} from 'vitest';
import {debianDaemons} from '../../../../source/transport/lab/packages/debian-daemons.ts';

test('Every package has a version, sizes and a word about itself', () => {
	for (const [name, row] of Object.entries(debianDaemons)) {
		expect(row.version, name).toMatch(/^[\d:]/);
		expect(row.size, name).toBeGreaterThan(0);
		expect(row.installed, name).toBeGreaterThan(0);
		expect(row.summary.length, name).toBeGreaterThan(5);
	}
});

test('haproxy brings the configuration of Debian, and its user', () => {
	expect(debianDaemons['haproxy']!.files!('')['/etc/haproxy/haproxy.cfg']).toContain('chroot /var/lib/haproxy');
	expect(debianDaemons['haproxy']!.users).toEqual(['haproxy']);
	expect(debianDaemons['keepalived']!.files!('')['/etc/keepalived/keepalived.conf']).toBeUndefined();
});
