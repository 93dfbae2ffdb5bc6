// haproxy as Debian 12 packages it; where a system has an early one, that says less.
import {healthKey} from '../haproxy/balance.ts';
import {readHaproxyConfig} from '../haproxy/config.ts';
import type {Haproxy, HaproxyConfig} from '../haproxy/model.ts';
import {serverAddress} from '../haproxy/balance.ts';
import type {Files} from '../files.ts';
import {haproxyLine, haproxyVersion, isEarly} from '../haproxy/version.ts';
import {nextPid} from '../machine.ts';
import {mayBind} from '../selinux.ts';
import type {Refusal, UnitAt, UnitDeclaration} from '../unit.ts';
import type {Machine, World} from '../world.ts';

export const haproxyConfigPath = '/etc/haproxy/haproxy.cfg';

export type Checked = {readonly config: HaproxyConfig; readonly says: readonly string[]; readonly valid: boolean};

/** What every complaint begins with; early ones come straight to it. */
const introOf = (world: World, machine: Machine, pid: number): readonly string[] =>
	isEarly(machine)
		? []
		: [`haproxy version is ${haproxyVersion(machine)}`, 'path to executable is /usr/sbin/haproxy'].map(text =>
				haproxyLine(world, machine, 'NOTICE', pid, text),
			);

/** What `haproxy -c` and a start have in common: the file is read, names are looked up. */
export const checkConfig = (world: World, machine: Machine, files: Files, path: string, pid: number): Checked => {
	const text = files.read(path);
	const {config, alerts, warnings} = readHaproxyConfig(text ?? '', path, isEarly(machine));
	const problems =
		text === undefined
			? [`config : Could not open configuration file ${path} : No such file or directory`]
			: [...alerts];
	if (text !== undefined && alerts.length > 0) {
		// Without a parse error the file was read, and is wrong as a whole.
		if (alerts.some(alert => alert.startsWith('config : parsing')))
			problems.push(`config : Error(s) found in configuration file : ${path}`);
		problems.push('config : Fatal errors found in configuration.');
	}
	if (problems.length === 0) {
		const lost = config.proxies.flatMap(proxy =>
			proxy.servers
				.filter(server => serverAddress(world, files, server) === undefined)
				.map(
					server =>
						`config : [${path}:${server.line}] : 'server ${healthKey(proxy, server)}' : could not resolve address '${server.host}'.`,
				),
		);
		if (lost.length > 0) problems.push(...lost, 'config : Failed to initialize server(s) addr.');
	}
	const said = [
		...warnings.map(warning => haproxyLine(world, machine, 'WARNING', pid, warning)),
		...problems.map(problem => haproxyLine(world, machine, 'ALERT', pid, problem)),
	];
	return {
		config,
		says: said.length === 0 ? [] : [...introOf(world, machine, pid), ...said],
		valid: problems.length === 0,
	};
};

const overlap = (one: string, other: string): boolean =>
	one === other || one === '*' || other === '*' || one === '0.0.0.0' || other === '0.0.0.0' || one === '::';

/** Why a socket of the configuration cannot be had on this machine now. */
const unbindable = (
	{machine, files, world, listeners}: UnitAt,
	config: HaproxyConfig,
	path: string,
): readonly string[] => {
	const taken = listeners().filter(socket => socket.program !== 'haproxy' && socket.protocol === 'tcp');
	const pid = machine.units['haproxy.service']?.pid ?? 0;
	const anywhere = machine.sysctl['net.ipv4.ip_nonlocal_bind'] === '1';
	return config.proxies.flatMap(proxy =>
		proxy.binds.flatMap(bind => {
			const local =
				bind.address === '0.0.0.0' ||
				bind.address.startsWith('127.') ||
				machine.addresses.some(own => own.address === bind.address);
			const busy = taken.some(socket => socket.port === bind.port && overlap(socket.address, bind.address));
			const why =
				!local && !anywhere
					? 'Cannot assign requested address'
					: busy
						? 'Address already in use'
						: mayBind(machine, files, bind.port, pid, world.now)
							? undefined
							: 'Permission denied';
			const what = proxy.kind === 'listen' ? 'proxy' : 'frontend';
			return why === undefined
				? []
				: [
						`Binding [${path}:${bind.line}] for ${what} ${proxy.name}: cannot bind socket (${why}) for [${bind.address}:${bind.port}]`,
					];
		}),
	);
};

const load = (at: UnitAt): Refusal | Haproxy => {
	const {world, machine, files, say} = at;
	const pid = machine.units['haproxy.service']?.pid ?? 0;
	const {config, says, valid} = checkConfig(world, machine, files, haproxyConfigPath, pid);
	if (!valid) return {says, status: 1};
	const clashes = unbindable(at, config, haproxyConfigPath);
	const line = (level: 'NOTICE' | 'ALERT', text: string): string => haproxyLine(world, machine, level, pid, text);
	if (clashes.length > 0)
		return {
			says: [
				...(says.length > 0 ? says : introOf(world, machine, pid)),
				...clashes.map(text => line('ALERT', text)),
				line('ALERT', '[/usr/sbin/haproxy.main()] Some protocols failed to start their listeners! Exiting.'),
			],
			status: 1,
		};
	for (const text of says) say(text);
	// A reload forks a new worker beside the one that runs.
	const worker = machine.haproxy === undefined ? pid + 2 : nextPid(machine, world);
	if (isEarly(machine))
		say('haproxy-systemd-wrapper: executing /usr/sbin/haproxy -f /etc/haproxy/haproxy.cfg -p /run/haproxy.pid -Ds');
	else {
		say(line('NOTICE', `New worker (${worker}) forked`));
		say(line('NOTICE', 'Loading success.'));
	}
	const checked = config.proxies.flatMap(proxy =>
		proxy.servers.filter(server => server.check).map(server => ({proxy, server})),
	);
	// Checks of one backend are spread over their interval.
	const health = Object.fromEntries(
		checked.map(({proxy, server}, index) => [
			healthKey(proxy, server),
			{
				up: true,
				against: 0,
				checked: false,
				next: world.now + Math.round((server.inter * (index + 1)) / (checked.length + 1)),
			},
		]),
	);
	return {config, worker, health, turn: 0};
};

const begin = (at: UnitAt): Refusal | undefined => {
	const loaded = load(at);
	if ('status' in loaded) return loaded;
	at.machine.haproxy = loaded;
	return undefined;
};

export const haproxyUnit: UnitDeclaration = {
	name: 'haproxy.service',
	description: 'HAProxy Load Balancer',
	documentation: ['man:haproxy(1)', 'file:/usr/share/doc/haproxy/configuration.txt.gz'],
	program: 'haproxy',
	execStart: '/usr/sbin/haproxy -Ws -f $CONFIG -p $PIDFILE $EXTRAOPTS',
	type: 'notify',
	// systemd's own default between two tries.
	restartAfter: 0.1,
	text: `[Unit]
Description=HAProxy Load Balancer
Documentation=man:haproxy(1)
Documentation=file:/usr/share/doc/haproxy/configuration.txt.gz
After=network-online.target rsyslog.service
Wants=network-online.target

[Service]
EnvironmentFile=-/etc/default/haproxy
EnvironmentFile=-/etc/sysconfig/haproxy
BindReadOnlyPaths=/dev/log:/var/lib/haproxy/dev/log
Environment="CONFIG=/etc/haproxy/haproxy.cfg" "PIDFILE=/run/haproxy.pid" "EXTRAOPTS=-S /run/haproxy-master.sock"
ExecStart=/usr/sbin/haproxy -Ws -f $CONFIG -p $PIDFILE $EXTRAOPTS
ExecReload=/usr/sbin/haproxy -Ws -f $CONFIG -c -q $EXTRAOPTS
ExecReload=/bin/kill -USR2 $MAINPID
KillMode=mixed
Restart=always
SuccessExitStatus=143
Type=notify

[Install]
WantedBy=multi-user.target
`,
	start: begin,
	reload: begin,
	stopping: ({world, machine, pid, say}) => {
		if (isEarly(machine)) return say('haproxy-systemd-wrapper: exit, haproxy RC=0');
		const line = (level: 'WARNING' | 'ALERT', text: string): void =>
			say(haproxyLine(world, machine, level, pid, text));
		line('WARNING', 'Exiting Master process...');
		line('ALERT', `Current worker (${machine.haproxy?.worker ?? pid + 2}) exited with code 143 (Terminated)`);
		line('WARNING', 'All workers exited. Exiting... (0)');
	},
	stopped: ({machine}) => {
		delete machine.haproxy;
	},
	listens: ({machine}) =>
		(machine.haproxy?.config.proxies ?? []).flatMap(proxy =>
			proxy.binds.map(({address, port}) => ({protocol: 'tcp' as const, address, port})),
		),
};
