import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Modules are loaded, shown with their users, and taken out with what only they needed', async () => {
	const {say, run} = labShell();
	await say('modprobe overlay && modprobe br_netfilter');
	expect(await say('lsmod | grep -E "^(Module|bridge|stp)"')).toBe(
		'Module                  Size  Used by\nbridge                311296  1 br_netfilter\nstp                    16384  1 bridge',
	);
	expect((await run('modprobe -r bridge')).stderr).toBe('modprobe: FATAL: Module bridge is in use.\n');
	await say('modprobe -r br_netfilter');

	expect(await say('lsmod | grep -cE "^(bridge|br_netfilter|stp)"')).toBe('0');
});

test('A module that this kernel lacks is not found, one that is built in needs no loading', async () => {
	const {run} = labShell();

	expect(await run('modprobe ip_vsx')).toMatchObject({
		stderr: 'modprobe: FATAL: Module ip_vsx not found in directory /lib/modules/6.1.0-28-amd64\n',
		exit: 1,
	});
	expect((await run('modprobe loop')).exit).toBe(0);
	expect((await run('modprobe -r loop')).stderr).toBe('modprobe: FATAL: Module loop is builtin.\n');
	expect((await run('modprobe -a overlay nosuch')).exit).toBe(1);
	expect((await run('rmmod overlay; rmmod overlay')).stderr).toBe(
		'rmmod: ERROR: Module overlay is not currently loaded\n',
	);
	expect((await run('modinfo br_netfilter')).stdout).toContain('depends:        bridge\n');
});

test('A parameter of a module is not there before the module is', async () => {
	const {run, say} = labShell();
	expect(await run('sysctl net.bridge.bridge-nf-call-iptables')).toEqual({
		stdout: '',
		stderr: 'sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory\n',
		exit: 255,
	});
	await say('modprobe br_netfilter');

	expect(await say('sysctl net.bridge.bridge-nf-call-iptables')).toBe('net.bridge.bridge-nf-call-iptables = 1');
});

test('Parameters are set alone, from a file and from all files', async () => {
	const {say, run} = labShell();
	expect(
		await say(
			'sysctl -w net.ipv4.ip_forward=1; sysctl -n net.ipv4.ip_forward; sysctl -q -w vm.swappiness=5; sysctl vm.swappiness',
		),
	).toBe('net.ipv4.ip_forward = 1\n1\nvm.swappiness = 5');
	await say('printf "net.ipv4.ip_forward = 0\\nno.such.key = 1\\n" > /etc/sysctl.d/k8s.conf');
	expect(await run('sysctl -p /etc/sysctl.d/k8s.conf')).toMatchObject({
		stdout: 'net.ipv4.ip_forward = 0\n',
		stderr: 'sysctl: cannot stat /proc/sys/no/such/key: No such file or directory\n',
		exit: 1,
	});
	const all = await run('sysctl --system');

	expect(all.stdout).toContain('* Applying /usr/lib/sysctl.d/50-pid-max.conf ...\n');
	expect(all.stdout).toContain('kernel.pid_max = 4194304\n');
	expect((await run('sysctl -p /nope')).stderr).toBe('sysctl: cannot open "/nope": No such file or directory\n');
	expect((await run('sysctl -w kernel.osrelease=7')).stderr).toBe(
		'sysctl: permission denied on key "kernel.osrelease"\n',
	);
});
