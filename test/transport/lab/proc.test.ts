import {expect, test} from 'vitest';
import {labShell} from '../../helpers/lab-shell.ts';

test('/proc shows the state of the moment', async () => {
	const {say} = labShell();
	expect(
		await say(
			'tail -n 1 /proc/swaps; grep -c ^processor /proc/cpuinfo; awk "/MemTotal/ {print \\$2}" /proc/meminfo',
		),
	).toMatch(/^\/dev\/vda5 +partition\t998396\t\t0\t\t-2\n2\n4\d{6}$/);
	await say('swapoff -a; modprobe overlay');
	expect(await say('wc -l < /proc/swaps; grep ^overlay /proc/modules; grep overlay /proc/filesystems')).toBe(
		'1\noverlay 163840 0 - Live 0x0000000000000000\nnodev\toverlay',
	);
});

test('/proc/sys is read and written, as long as its module is there', async () => {
	const {say, run} = labShell();
	expect((await run('cat /proc/sys/net/bridge/bridge-nf-call-iptables')).exit).toBe(1);
	await say(
		'modprobe br_netfilter; echo 0 > /proc/sys/net/bridge/bridge-nf-call-iptables; echo 1 > /proc/sys/net/ipv4/ip_forward',
	);

	expect(
		await say(
			'cat /proc/sys/net/bridge/bridge-nf-call-iptables; sysctl -n net.ipv4.ip_forward net.ipv4.conf.eth0.forwarding',
		),
	).toBe('0\n1\n1');
	expect(await say('ls /proc/sys/net/bridge | head -n 1; [ -d /proc/sys/net/ipv4/conf ] && echo directory')).toBe(
		'bridge-nf-call-arptables\ndirectory',
	);
});

test('/sys knows the interface, the modules, the cgroups and the machine', async () => {
	const {lab, say} = labShell();
	await say('modprobe br_netfilter');

	expect(
		await say(
			'cat /sys/class/net/eth0/address /sys/class/dmi/id/product_uuid; [ -d /sys/module/br_netfilter ] && echo loaded; cat /sys/fs/cgroup/cgroup.controllers',
		),
	).toBe(
		`${lab.world.machines['m1']!.mac}\n${lab.world.machines['m1']!.productUuid}\nloaded\ncpuset cpu io memory hugetlb pids rdma misc`,
	);
	expect(await say('[ -d /sys/module/ip_vs ] || echo absent; ls /sys/class/net')).toBe('absent\neth0\nlo');
});

test('What is not of this world does not exist', async () => {
	const {run} = labShell();

	expect((await run('cat /proc/nope')).stderr).toBe('cat: /proc/nope: No such file or directory\n');
	expect((await run('[ -e /sys/module/nope ]')).exit).toBe(1);
});
