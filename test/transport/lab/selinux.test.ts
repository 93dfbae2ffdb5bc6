import {expect, test} from 'vitest';
import {mayBind} from '../../../source/transport/lab/selinux.ts';
import {labHostsOf, labShell} from '../../helpers/lab-shell.ts';

const rocky = () => labShell(['m1'], {hosts: labHostsOf(['m1']).map(host => ({...host, machine: 'rocky-9'}))});

test('haproxy may not listen on 9443 while SELinux enforces, and the denial is written down', async () => {
	const {lab, say} = rocky();
	const [machine, files] = [lab.world.machines['m1']!, lab.filesOf('m1')];
	const may = (port: number) => mayBind(machine, files, port, 4711, lab.world.now);
	expect([may(443), may(9443)]).toEqual([true, false]);
	expect(await say('tail -n 1 /var/log/audit/audit.log')).toContain(
		'denied  { name_bind } for  pid=4711 comm="haproxy" src=9443 scontext=system_u:system_r:haproxy_t:s0',
	);
	await say('setsebool haproxy_connect_any on');
	expect(may(9443)).toBe(true);
});

test('Permissive lets it listen, and writes the same denial down', async () => {
	const {lab, say} = rocky();
	await say('setenforce 0');
	expect(mayBind(lab.world.machines['m1']!, lab.filesOf('m1'), 9443, 1, lab.world.now)).toBe(true);
	expect(await say('tail -n 1 /var/log/audit/audit.log')).toContain('permissive=1');
});
