// /proc and /sys: no files, but the machine's state seen through a file system.
import type {Virtual} from './disk.ts';
import {cgroupFiles, cgroupMounts} from './cgroup.ts';
import {kernelModules, usersOf} from './kernel-modules.ts';
import {readOnlyParameters, setParameter} from './kernel-parameters.ts';
import {kindOf} from './machines/kinds.ts';
import {memoryOf} from './memory.ts';
import type {Machine, World} from './world.ts';

type Reading = (machine: Machine, world: World) => string;

const lines = (...text: readonly string[]): string => text.map(line => `${line}\n`).join('');

const swaps: Reading = machine =>
	lines(
		'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority',
		...machine.swaps.map(
			({device, sizeKiB}, index) =>
				`${device.padEnd(39)} ${device.startsWith('/dev/') ? 'partition' : 'file\t'}\t${sizeKiB}\t\t0\t\t${-2 - index}`,
		),
	);

const modules: Reading = machine =>
	[...machine.modules]
		.toReversed()
		.map(name => {
			const users = usersOf(machine, name);
			const used = users.length === 0 ? '-' : `${users.join(',')},`;
			return `${name} ${kernelModules[name]?.size ?? 16_384} ${users.length} ${used} Live 0x0000000000000000\n`;
		})
		.join('');

const line = (name: string, kib: number): string => `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB`;

const meminfo: Reading = machine => {
	const memory = memoryOf(machine);
	return lines(
		line('MemTotal', memory.total),
		line('MemFree', memory.free),
		line('MemAvailable', memory.available),
		line('Buffers', memory.buffers),
		line('Cached', memory.cache - memory.buffers),
		line('SwapCached', 0),
		line('SwapTotal', memory.swap),
		line('SwapFree', memory.swap),
		line('Shmem', memory.shared),
	);
};

const cpuinfo: Reading = machine =>
	Array.from({length: machine.cpus}, (_, cpu) =>
		lines(
			`processor\t: ${cpu}`,
			'vendor_id\t: GenuineIntel',
			'cpu family\t: 6',
			'model\t\t: 106',
			'model name\t: Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz',
			'cpu MHz\t\t: 2899.998',
			'cache size\t: 55296 KB',
			`cpu cores\t: ${machine.cpus}`,
			'flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat clflush mmx fxsr sse sse2 ht syscall nx hypervisor',
			'bogomips\t: 5799.99',
			'',
		),
	).join('');

const rootMount = (machine: Machine): string => {
	const {device, type, options} = kindOf(machine).root;
	return `${device} / ${type} ${options} 0 0`;
};

const mountTable = (machine: Machine): readonly string[] => [
	'sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0',
	'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0',
	'udev /dev devtmpfs rw,nosuid,relatime,size=1986112k,nr_inodes=496528,mode=755,inode64 0 0',
	'devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=000 0 0',
	'tmpfs /run tmpfs rw,nosuid,nodev,noexec,relatime,size=401984k,mode=755,inode64 0 0',
	rootMount(machine),
	'tmpfs /dev/shm tmpfs rw,nosuid,nodev,inode64 0 0',
	...cgroupMounts(machine),
	...(machine.nfsMounts ?? []).map(
		({source, target}) =>
			`${source} ${target} nfs4 rw,relatime,vers=4.2,rsize=1048576,wsize=1048576,namlen=255,soft 0 0`,
	),
	...machine.containers
		.filter(container => container.state === 'running')
		.map(
			container =>
				`overlay /run/containerd/io.containerd.runtime.v2.task/k8s.io/${container.id}/rootfs overlay rw,relatime 0 0`,
		),
];

export const mounts: Reading = machine => lines(...mountTable(machine));

const filesystems: Reading = machine =>
	lines(
		...['sysfs', 'tmpfs', 'bdev', 'proc', 'cgroup', 'cgroup2', 'devtmpfs', 'bpf', 'pipefs', 'devpts', 'mqueue'].map(
			name => `nodev\t${name}`,
		),
		`\t${kindOf(machine).root.type}`,
		...(machine.modules.includes('overlay') ? ['nodev\toverlay'] : []),
	);

const uptime: Reading = (machine, world) => {
	const seconds = (world.now - machine.booted) / 1000;
	return `${seconds.toFixed(2)} ${(seconds * machine.cpus * 0.97).toFixed(2)}\n`;
};

export const kernelVersion = (machine: Machine): string => machine.sysctl['kernel.version'] ?? '#1 SMP';

const fixed: Readonly<Record<string, Reading>> = {
	'/proc/swaps': swaps,
	'/proc/modules': modules,
	'/proc/meminfo': meminfo,
	'/proc/cpuinfo': cpuinfo,
	'/proc/mounts': mounts,
	'/proc/self/mounts': mounts,
	'/proc/filesystems': filesystems,
	'/proc/uptime': uptime,
	'/proc/loadavg': machine => `0.08 0.03 0.01 1/${120 + machine.containers.length * 12} 2210\n`,
	'/proc/cmdline': machine =>
		`BOOT_IMAGE=/boot/vmlinuz-${machine.kernel} root=${machine.os.id === 'debian' ? 'UUID=8d0f7c3e-1fd0-4b6f-a1ce-7c0a1a5e5d11' : kindOf(machine).root.device} ro quiet\n`,
	'/proc/version': machine =>
		`Linux version ${machine.kernel} ${kindOf(machine).kernel.builder} ${kernelVersion(machine)}\n`,
	'/proc/1/comm': () => 'systemd\n',
	// It is the first of all: what is counted from the boot is nearly nothing.
	'/proc/1/stat': () => '1 (systemd) S 0 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 3 0 0\n',
	'/proc/self/comm': () => 'bash\n',
	'/proc/net/dev': () => '',
	'/sys/class/dmi/id/product_uuid': machine => `${machine.productUuid}\n`,
	'/sys/class/dmi/id/product_name': () => 'Standard PC (Q35 + ICH9, 2009)\n',
	'/sys/class/dmi/id/sys_vendor': () => 'QEMU\n',
	'/sys/class/net/eth0/address': machine => `${machine.mac}\n`,
	'/sys/class/net/eth0/mtu': () => '1500\n',
	'/sys/class/net/eth0/operstate': machine => (machine.cut ? 'down\n' : 'up\n'),
	'/sys/class/net/eth0/carrier': machine => (machine.cut ? '0\n' : '1\n'),
	'/sys/class/net/eth0/type': () => '1\n',
	'/sys/class/net/eth0/device/uevent': () => 'DRIVER=virtio_net\n',
	'/sys/class/net/lo/address': () => '00:00:00:00:00:00\n',
	'/sys/class/net/lo/operstate': () => 'unknown\n',
	'/sys/kernel/mm/transparent_hugepage/enabled': () => 'always [madvise] never\n',
};

const parameterOf = (path: string): string => path.slice('/proc/sys/'.length).replaceAll('/', '.');

const pathOf = (parameter: string): string => `/proc/sys/${parameter.replaceAll('.', '/')}`;

/** Names below a directory when each of `paths` is a file. */
const below = (directory: string, paths: Iterable<string>): Set<string> => {
	const prefix = directory.endsWith('/') ? directory : `${directory}/`;
	const names = new Set<string>();
	for (const path of paths) if (path.startsWith(prefix)) names.add(path.slice(prefix.length).split('/', 1)[0]!);
	return names;
};

const covers = (path: string): boolean => path.startsWith('/proc/') || path.startsWith('/sys/');

export const virtualFiles = (machine: Machine, world: World): Virtual => {
	const all = function* (): Generator<string> {
		yield* Object.keys(fixed);
		yield* Object.keys(cgroupFiles(machine));
		for (const parameter of Object.keys(machine.sysctl)) yield pathOf(parameter);
		for (const name of machine.modules) yield `/sys/module/${name}/initstate`;
		yield '/sys/module/ipv6/uevent';
	};
	const read = (path: string): string | undefined => {
		const reading = fixed[path];
		if (reading) return reading(machine, world);
		const ofCgroup = cgroupFiles(machine)[path];
		if (ofCgroup !== undefined) return ofCgroup;
		if (path.startsWith('/proc/sys/')) {
			const value = machine.sysctl[parameterOf(path)];
			return value === undefined ? undefined : `${value}\n`;
		}
		const module = /^\/sys\/module\/([^/]+)\/initstate$/.exec(path)?.[1];
		return module !== undefined && machine.modules.includes(module) ? 'live\n' : undefined;
	};
	return {
		covers,
		read,
		write: (path, text) => {
			if (!path.startsWith('/proc/sys/')) return false;
			const name = parameterOf(path);
			if (machine.sysctl[name] === undefined || readOnlyParameters.has(name)) return false;
			setParameter(machine.sysctl, name, text.trim());
			return true;
		},
		isDirectory: path =>
			path === '/proc' ||
			path === '/sys' ||
			(covers(path) && read(path) === undefined && below(path, all()).size > 0),
		list: path => (path === '/' ? ['proc', 'sys'] : covers(`${path}/`) ? [...below(path, all())] : []),
	};
};
