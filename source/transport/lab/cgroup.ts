// Control groups as the machine has mounted them: one tree (version 2), or one for each controller (version 1).
import type {Machine} from './world.ts';

const controllers = [
	'cpu,cpuacct',
	'blkio',
	'memory',
	'devices',
	'freezer',
	'net_cls,net_prio',
	'perf_event',
	'hugetlb',
	'pids',
	'cpuset',
];

const options = 'rw,nosuid,nodev,noexec,relatime';

/** Lines of /proc/mounts. */
export const cgroupMounts = ({cgroup}: Machine): readonly string[] =>
	cgroup === 2
		? [`cgroup2 /sys/fs/cgroup cgroup2 ${options},nsdelegate,memory_recursiveprot 0 0`]
		: [
				'tmpfs /sys/fs/cgroup tmpfs ro,nosuid,nodev,noexec,mode=755 0 0',
				`cgroup /sys/fs/cgroup/systemd cgroup ${options},xattr,release_agent=/usr/lib/systemd/systemd-cgroups-agent,name=systemd 0 0`,
				...controllers.map(names => `cgroup /sys/fs/cgroup/${names} cgroup ${options},${names} 0 0`),
			];

/** Each controller by its own name, with the number of its tree: none of version 2 has one. */
const listed = (isOne: boolean): string =>
	`#subsys_name\thierarchy\tnum_cgroups\tenabled\n${controllers
		.flatMap((names, index) =>
			names.split(',').map(name => `${name}\t${isOne ? index + 2 : 0}\t${isOne ? 1 : 62}\t1\n`),
		)
		.join('')}`;

const two = {
	'/proc/cgroups': listed(false),
	'/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory hugetlb pids rdma misc\n',
	'/sys/fs/cgroup/cgroup.subtree_control': 'cpuset cpu io memory pids\n',
	'/proc/1/cgroup': '0::/init.scope\n',
	'/proc/self/cgroup': '0::/user.slice/user-0.slice/session-1.scope\n',
};

const inTrees = (path: string): string =>
	controllers.map((names, index) => `${index + 2}:${names}:/\n`).join('') + `1:name=systemd:${path}\n`;

const one = {
	...Object.fromEntries(controllers.map(names => [`/sys/fs/cgroup/${names}/tasks`, '1\n'])),
	'/sys/fs/cgroup/systemd/tasks': '1\n',
	'/proc/cgroups': listed(true),
	'/proc/1/cgroup': inTrees('/'),
	'/proc/self/cgroup': inTrees('/user.slice/user-0.slice/session-1.scope'),
};

/** What it shows below /sys/fs/cgroup and /proc, by path. */
export const cgroupFiles = ({cgroup}: Machine): Readonly<Record<string, string>> => (cgroup === 2 ? two : one);
