// keepalived as Debian 12 packages it.
import {keepalivedSay} from '../causes/keepalived.ts';
import {readKeepalivedConfig} from '../keepalived/config.ts';
import {advertise, running} from '../keepalived/election.ts';
import type {Instance, Keepalived} from '../keepalived/model.ts';
import type {Machine} from '../world.ts';
import type {Refusal, UnitAt, UnitDeclaration} from '../unit.ts';

export const keepalivedVersion = 'Keepalived v2.2.7 (01/16,2022)';
export const keepalivedConfigPath = '/etc/keepalived/keepalived.conf';
export const networkCards: readonly string[] = ['eth0', 'lo'];

const greet = ({machine, say}: UnitAt, child: number): void => {
	say(`Starting ${keepalivedVersion}`);
	say(
		`Running on Linux ${machine.kernel} #1 SMP PREEMPT_DYNAMIC Debian 6.1.158-1 (2025-11-09) (built for Linux 5.19.11)`,
	);
	say("Command line: '/usr/sbin/keepalived' '--dont-fork'");
	say(`Configuration file ${keepalivedConfigPath}`);
	say('NOTICE: setting config option max_auto_priority should result in better keepalived performance');
	say(`Starting VRRP child process, pid=${child}`);
};

/** A script that is not there, or that nobody may run, is not tracked. */
const runnable = ({files}: UnitAt, command: string): boolean => {
	const program = command.trim().split(/\s+/)[0] ?? '';
	return files.exists(program) && ((files.mode(program) ?? 0o755) & 0o111) !== 0;
};

const load = (at: UnitAt): Refusal | Keepalived => {
	const {machine, files, world} = at;
	const child = (machine.units['keepalived.service']?.pid ?? 0) + 1;
	greet(at, child);
	const {config, says, fatal} = readKeepalivedConfig(
		files.read(keepalivedConfigPath) ?? '',
		keepalivedConfigPath,
		networkCards,
	);
	const tell = (text: string): void =>
		void machine.journal.push({
			at: world.now + machine.clockOffset,
			unit: 'keepalived.service',
			identifier: 'Keepalived_vrrp',
			pid: child,
			text,
		});
	for (const text of says) tell(text);
	if (fatal) {
		tell('Stopped');
		return {
			says: [`pid ${child} exited with permanent error CONFIG. Terminating`, `Stopped ${keepalivedVersion}`],
			status: 2,
		};
	}
	if (config.scripts.length > 0 && !config.scriptUser)
		tell("WARNING - default user 'keepalived_script' for script execution does not exist - please create.");
	if (config.scripts.length > 0 && !config.scriptSecurity)
		tell('SECURITY VIOLATION - scripts are being executed but script_security not enabled.');
	const missing = config.scripts.filter(script => !runnable(at, script.command));
	for (const script of missing) {
		tell(
			`WARNING - script '${script.command.split(/\s+/)[0] ?? ''}' is not executable for uid:gid 0:0 - disabling.`,
		);
		tell(`Disabling track script ${script.name} since not found/accessible`);
	}
	const scripts = config.scripts.filter(script => !missing.includes(script));
	const instances = config.instances.map((instance): Instance => ({
		config: {
			...instance,
			scripts: instance.scripts.filter(({name}) => scripts.some(script => script.name === name)),
		},
		state: 'BACKUP',
		// The owner of an address (255) does not wait.
		deadline:
			world.now +
			(instance.priority === 255 ? 0 : 3 * instance.advert + ((256 - instance.priority) / 256) * instance.advert),
		nextAdvert: 0,
		effective: instance.priority,
	}));
	return {child, instances, scripts: scripts.map(script => ({...script, against: 0, next: world.now}))};
};

const begin = (at: UnitAt): Refusal | undefined => {
	const loaded = load(at);
	if ('status' in loaded) return loaded;
	at.machine.keepalived = loaded;
	at.say('Startup complete');
	for (const {config} of loaded.instances)
		keepalivedSay(at.machine, `(${config.name}) Entering BACKUP STATE (init)`, at.world.now);
	return undefined;
};

/** A clean stop says goodbye, so that the others need not wait for silence. */
const goodbye = ({world, machine, filesOf, say}: UnitAt): void => {
	say('Stopping');
	const masters = running(world).filter(peer => peer.machine === machine && peer.instance.state === 'MASTER');
	leave(machine);
	for (const peer of masters) advertise(world, peer, world.now, filesOf, keepalivedSay, true);
	say('Stopped', 'Keepalived_vrrp');
	say(`Stopped ${keepalivedVersion}`);
};

const leave = (machine: Machine): void => {
	delete machine.keepalived;
	machine.addresses = machine.addresses.filter(entry => entry.owner !== 'keepalived');
};

export const keepalivedUnit: UnitDeclaration = {
	name: 'keepalived.service',
	description: 'Keepalive Daemon (LVS and VRRP)',
	documentation: ['man:keepalived(8)', 'man:keepalived.conf(5)', 'man:genhash(1)', 'https://keepalived.org'],
	program: 'Keepalived',
	execStart: '/usr/sbin/keepalived --dont-fork $DAEMON_ARGS',
	type: 'notify',
	text: `[Unit]
Description=Keepalive Daemon (LVS and VRRP)
After=network-online.target
Wants=network-online.target
# Only start if there is a configuration file
ConditionFileNotEmpty=/etc/keepalived/keepalived.conf

Documentation=man:keepalived(8)
Documentation=man:keepalived.conf(5)
Documentation=man:genhash(1)
Documentation=https://keepalived.org

[Service]
Type=notify
NotifyAccess=all
PIDFile=/run/keepalived.pid
EnvironmentFile=-/etc/default/keepalived
ExecStart=/usr/sbin/keepalived --dont-fork $DAEMON_ARGS
ExecReload=/bin/kill -HUP $MAINPID
KillMode=process

[Install]
WantedBy=multi-user.target
`,
	condition: {
		words: `ConditionFileNotEmpty=${keepalivedConfigPath}`,
		met: ({files}) => (files.read(keepalivedConfigPath) ?? '') !== '',
	},
	start: begin,
	reload: at => {
		const loaded = load(at);
		if ('status' in loaded) return loaded;
		const old = at.machine.keepalived;
		// A reload keeps the role of an instance that is still there with the same router id.
		for (const instance of loaded.instances) {
			const was = old?.instances.find(
				other => other.config.name === instance.config.name && other.config.vrid === instance.config.vrid,
			);
			if (was !== undefined)
				Object.assign(instance, {state: was.state, nextAdvert: was.nextAdvert, deadline: was.deadline});
		}
		const kept = new Set(
			loaded.instances
				.filter(({state}) => state === 'MASTER')
				.flatMap(({config}) => config.addresses.map(({address}) => address)),
		);
		at.machine.addresses = at.machine.addresses.filter(
			entry => entry.owner !== 'keepalived' || kept.has(entry.address),
		);
		at.machine.keepalived = loaded;
		return undefined;
	},
	stopping: goodbye,
	stopped: ({machine}) => leave(machine),
	listens: ({machine}) => (machine.keepalived === undefined ? [] : [{protocol: 'vrrp', address: '*', port: 0}]),
};
