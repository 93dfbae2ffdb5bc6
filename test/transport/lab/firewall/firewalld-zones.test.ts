import {expect, test} from 'vitest';
import {keepZone, keptZones} from '../../../../source/transport/lab/firewall/firewalld-zones.ts';
import {labHostsOf, labShell} from '../../../helpers/lab-shell.ts';

const on = (machine: 'rocky-9' | 'centos-7') => {
	const {lab} = labShell(['m1'], {hosts: labHostsOf(['m1']).map(host => ({...host, machine}))});
	return {machine: lab.world.machines['m1']!, files: lab.filesOf('m1')};
};

test('A zone is read back from its file as it was kept', () => {
	const {machine, files} = on('rocky-9');
	const zone = {
		...keptZones(machine, files)['public']!,
		ports: ['6443/tcp', '30000-32767/udp'],
		protocols: ['vrrp'],
		sources: ['10.244.0.0/16'],
		rules: ['rule family="ipv4" source address="10.77.0.12" port port="2379-2380" protocol="tcp" accept'],
	};
	keepZone(files, 'public', zone);
	expect(keptZones(machine, files)['public']).toEqual(zone);
	expect(files.read('/etc/firewalld/zones/public.xml')).toContain('<source address="10.77.0.12"/>');
});

test('What a zone has from the beginning differs by system', () => {
	const [rocky, centos] = [on('rocky-9'), on('centos-7')];
	expect(keptZones(rocky.machine, rocky.files)['public']).toMatchObject({
		forward: true,
		services: ['cockpit', 'dhcpv6-client', 'ssh'],
	});
	expect(keptZones(centos.machine, centos.files)['public']).toMatchObject({
		forward: false,
		services: ['dhcpv6-client', 'ssh'],
	});
});
