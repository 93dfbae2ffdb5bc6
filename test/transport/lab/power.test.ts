import {expect, test} from 'vitest';
import {labShell} from '../../helpers/lab-shell.ts';

test('What is only set now is forgotten at the next boot', async () => {
	const {lab, say} = labShell();
	await say(
		'swapoff -a; modprobe br_netfilter; sysctl -w net.ipv4.ip_forward=1; hostname other; touch /tmp/x /run/y; ip addr add 10.77.0.9/24 dev eth0',
	);
	lab.powerOff('m1');
	lab.powerOn('m1');

	expect(
		await say(
			'swapon --noheadings --show=NAME; lsmod | grep -c br_netfilter; sysctl -n net.ipv4.ip_forward; hostname; hostname -I; ls /tmp; ls /run/y',
		),
	).toBe("/dev/vda5\n0\n0\nm1\n10.77.0.11 \nls: cannot access '/run/y': No such file or directory");
});

test('What files say about the boot comes back by itself', async () => {
	const {lab, say} = labShell();
	await say(`sed -i '/swap/s/^/#/' /etc/fstab
echo br_netfilter > /etc/modules-load.d/k8s.conf
printf 'net.ipv4.ip_forward = 1\\nnet.bridge.bridge-nf-call-iptables = 1\\n' > /etc/sysctl.d/k8s.conf
apt-get update; apt-get install -y chrony; systemctl disable --now ssh`);
	const boot = await say('cat /proc/sys/kernel/random/boot_id');
	lab.powerOff('m1');
	expect(lab.world.machines['m1']!.units['chrony.service']!.state).toBe('inactive');
	lab.powerOn('m1');

	expect(
		await say(
			'swapon --show; sysctl -n net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables; systemctl is-active chrony ssh',
		),
	).toBe('1\n1\nactive\ninactive');
	expect(await say('cat /proc/sys/kernel/random/boot_id')).not.toBe(boot);
	expect(await say('journalctl -u systemd-modules-load -o cat --no-pager')).toContain(
		"Inserted module 'br_netfilter'",
	);
});

test('Switching off twice, or on what is on, changes nothing', () => {
	const {lab} = labShell();
	const now = lab.world.now;
	lab.powerOn('m1');
	lab.powerOff('m1');
	lab.powerOff('m1');

	expect(lab.world.now).toBe(now);
});
