import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const install = 'apt-get update; apt-get install -y ipvsadm ipset';

test('ipvsadm loads its module, and lists Services with the pods behind them', async () => {
	const {say, lab} = labShell();
	await say(install);
	lab.world.machines['m1']!.ipvs = [
		{
			protocol: 'tcp',
			address: '10.96.0.1',
			port: 443,
			backends: [
				{address: '10.77.0.11', port: 6443},
				{address: '10.77.0.12', port: 6443},
			],
		},
	];

	expect(await say('ipvsadm -Ln')).toBe(`IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  10.96.0.1:443 rr
  -> 10.77.0.11:6443              Masq    1      0          0         
  -> 10.77.0.12:6443              Masq    1      0          0         `);
	expect(await say('lsmod | grep -c "^ip_vs "')).toBe('1');
	expect(await say('ipvsadm -S -n | head -n 1; ipvsadm --clear; ipvsadm -S -n')).toBe('-A -t 10.96.0.1:443 -s rr');
});

test('A kernel without IPVS says so', async () => {
	const {say, run, lab} = labShell();
	await say(install);
	lab.world.machines['m1']!.lacksModules = ['ip_vs'];

	expect((await run('ipvsadm -Ln')).stderr).toContain("Can't initialize ipvs: Protocol not available");
	expect((await run('modprobe ip_vs_rr')).stderr).toContain('FATAL: Module ip_vs_rr not found');
});

test('Sets are listed by name and go one by one', async () => {
	const {say, run, lab} = labShell();
	await say(install);
	lab.world.machines['m1']!.ipsets = ['KUBE-CLUSTER-IP', 'mine'];

	expect(await say('ipset list -n; ipset destroy KUBE-CLUSTER-IP; ipset list -n')).toBe(
		'KUBE-CLUSTER-IP\nmine\nmine',
	);
	expect((await run('ipset destroy KUBE-CLUSTER-IP')).exit).toBe(1);
});
