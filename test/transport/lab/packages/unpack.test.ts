import {expect, test} from 'vitest';
import {packageOf} from '../../../../source/transport/lab/packages/catalogue.ts';
import {configure, filesOfPackage, take, unpack} from '../../../../source/transport/lab/packages/unpack.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const host = () => {
	const {lab} = labShell();
	return {world: lab.world, machine: lab.world.machines['m1']!, files: lab.filesOf('m1'), filesOf: lab.filesOf};
};

const haproxy = packageOf('haproxy')!;

test('Files, units and users come with the package, and its unit is started', () => {
	const where = host();
	unpack(where, haproxy, '1');
	const lines = configure(where, haproxy, '1', true);

	expect(where.files.exists('/usr/sbin/haproxy')).toBe(true);
	expect(where.files.read('/lib/systemd/system/haproxy.service')).toContain('HAProxy');
	expect(where.files.read('/etc/passwd')).toContain('\nhaproxy:x:');
	expect(where.machine.units['haproxy.service']).toMatchObject({state: 'active', enabled: true});
	expect(lines).toEqual([
		'Created symlink /etc/systemd/system/multi-user.target.wants/haproxy.service → /lib/systemd/system/haproxy.service.',
	]);
});

test('A configuration file that was there first stays', () => {
	const where = host();
	where.files.write('/etc/haproxy/haproxy.cfg', 'mine\n');
	unpack(where, haproxy, '1');

	expect(where.files.read('/etc/haproxy/haproxy.cfg')).toBe('mine\n');
});

test('Removing keeps the configuration, purging does not', () => {
	const where = host();
	unpack(where, haproxy, '1');
	configure(where, haproxy, '1', true);
	take(where, haproxy, false);
	expect(where.files.exists('/usr/sbin/haproxy')).toBe(false);
	expect(where.files.exists('/etc/haproxy/haproxy.cfg')).toBe(true);
	expect(where.machine.leftPackages).toEqual({haproxy: '1'});
	expect(where.machine.units['haproxy.service']!.state).toBe('inactive');
	take(where, haproxy, true);

	expect(where.files.exists('/etc/haproxy/haproxy.cfg')).toBe(false);
	expect(where.machine.leftPackages).toEqual({});
});

test('Plugins can be executed, other files cannot', () => {
	expect(filesOfPackage(packageOf('kubernetes-cni')!, '1.9.0')['/opt/cni/bin/bridge']!.mode).toBe(0o755);
	expect(filesOfPackage(haproxy, '1')['/etc/haproxy/haproxy.cfg']!.mode).toBe(0o644);
});
