import {describe, expect, test} from 'vitest';
import type {MachineKind} from '../../../source/transport/lab/machines/kind.ts';
import {isRedHat, kindOf, kinds} from '../../../source/transport/lab/machines/kinds.ts';
import {labShell} from '../../helpers/lab-shell.ts';
import {createLab} from '../../../source/transport/lab/lab.ts';

const on = (machine: MachineKind) =>
	labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine}]});

describe.each(Object.keys(kinds) as MachineKind[])('%s', machine => {
	const {lab, say, run} = on(machine);
	const kind = kinds[machine];

	test('says who it is in os-release, uname and hostnamectl', async () => {
		expect(await say('. /etc/os-release; echo "$ID $VERSION_ID $PRETTY_NAME"')).toBe(
			`${kind.os.id} ${kind.os.version} ${kind.os.pretty}`,
		);
		expect(await say('uname -r')).toBe(kind.kernel.release);
		expect(await say('uname -v')).toBe(kind.kernel.version);
		expect(await say('hostnamectl')).toContain(`Operating System: ${kind.os.pretty}`);
		expect(kindOf(lab.world.machines['m1']!)).toBe(kind);
	});

	test('has its own family’s package manager and no other', async () => {
		const {exit} = await run('command -v apt-get && command -v dpkg');
		expect(exit === 0).toBe(kind.packages === 'apt');
		expect((await run('[ -x /usr/bin/rpm ] && [ -x /usr/bin/yum ]')).exit === 0).toBe(isRedHat({os: kind.os}));
		expect((await run('[ -x /usr/bin/dnf ]')).exit === 0).toBe(kind.packages === 'dnf');
	});

	test('has one of the two control group hierarchies', async () => {
		expect((await run('[ -e /sys/fs/cgroup/cgroup.controllers ]')).exit === 0).toBe(kind.cgroup === 2);
		expect(await say('stat -fc %T /sys/fs/cgroup')).toBe(kind.cgroup === 2 ? 'cgroup2fs' : 'tmpfs');
		expect(await say("awk '$3 ~ /^cgroup/ {print $3; exit}' /proc/mounts")).toBe(
			kind.cgroup === 2 ? 'cgroup2' : 'cgroup',
		);
	});

	test('runs its services after the installation, and again after a boot', async () => {
		const failed = async () =>
			say(`for unit in ${kind.units.join(' ')}; do systemctl is-active $unit || echo $unit; done`);
		const expected = kind.units.map(() => 'active').join('\n');
		expect(await failed()).toBe(expected);
		lab.powerOff('m1');
		lab.powerOn('m1');
		expect(await failed()).toBe(expected);
	});

	test('swaps until fstab says otherwise, and then not after a boot', async () => {
		expect(await say('swapon --show=NAME --noheadings')).toBe(kind.swap.device);
		await run("sed -i '/swap/s/^/#/' /etc/fstab");
		lab.powerOff('m1');
		lab.powerOn('m1');
		expect(await say('swapon --show')).toBe('');
	});
});

test('Ubuntu’s resolv.conf is a stub, and the servers are where systemd-resolved keeps them, also after a boot', async () => {
	const {lab, say} = on('ubuntu-24.04');
	lab.powerOff('m1');
	lab.powerOn('m1');

	expect(await say('grep ^nameserver /etc/resolv.conf')).toBe('nameserver 127.0.0.53');
	expect(await say('grep ^nameserver /run/systemd/resolve/resolv.conf')).toBe('nameserver 10.77.0.1');
	expect(await say('readlink /etc/resolv.conf')).toBe('../run/systemd/resolve/stub-resolv.conf');
});

test('CentOS 7’s timedatectl has no show, and says synchronized in its own words', async () => {
	const {say, run} = on('centos-7');

	expect((await run('timedatectl show -p NTPSynchronized --value')).exit).toBe(1);
	expect(await say('sleep 20; timedatectl')).toMatch(/NTP synchronized: yes/);
});

test('A lab goes on with the machines that it was saved with', async () => {
	const {lab} = on('rocky-9');
	const again = createLab({hosts: [], saved: lab.save()});

	expect((await again.open('m1').run('cat /etc/redhat-release')).stdout).toBe(
		'Rocky Linux release 9.6 (Blue Onyx)\n',
	);
});
