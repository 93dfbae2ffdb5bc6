// Time: the machine's clock, and the world's time that passes in `sleep`.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {isSynchronised, timeService} from '../clock-service.ts';
import {isRedHat, kindOf} from '../machines/kinds.ts';
import {dateDate, longDate} from '../dates.ts';
import {formatDate} from '../date-format.ts';
import {parseDate} from '../date-text.ts';
import {readOptions} from '../options.ts';

const date: LabCommand = {
	names: ['date'],
	changes: args => args.includes('-s') || args.includes('--set'),
	run: (args, at) => {
		const {flags, values, words} = readOptions(
			args.map(arg => (arg.startsWith('-I') && arg.length > 2 ? `--iso-8601=${arg.slice(2)}` : arg)),
			['-d', '--date', '-s', '--set', '-r', '--reference', '-f'],
		);
		const set = values.get('-s') ?? values.get('--set');
		const text = set ?? values.get('-d') ?? values.get('--date');
		const file = values.get('-r') ?? values.get('--reference');
		let moment = at.now();
		if (text !== undefined) moment = parseDate(text, at.now());
		if (Number.isNaN(moment)) return failed(`date: invalid date ‘${text}’\n`);
		if (file !== undefined) {
			const changed = at.files.changedAt(at.path(file));
			if (changed === undefined) return failed(`date: ${file}: No such file or directory\n`);
			moment = changed;
		}
		if (set !== undefined) at.machine.clockOffset = moment - at.world.now;
		const format = words.find(word => word.startsWith('+'));
		const strange = words.find(word => !word.startsWith('+'));
		if (strange !== undefined) return failed(`date: invalid date ‘${strange}’\n`);
		if (format !== undefined) return said(`${formatDate(format.slice(1), moment)}\n`);
		const iso = values.get('--iso-8601') ?? (flags.has('-I') || flags.has('--iso-8601') ? 'date' : undefined);
		if (iso !== undefined) {
			const shapes: Readonly<Record<string, string>> = {
				date: '%Y-%m-%d',
				hours: '%Y-%m-%dT%H+00:00',
				minutes: '%Y-%m-%dT%H:%M+00:00',
				seconds: '%Y-%m-%dT%H:%M:%S+00:00',
				ns: '%Y-%m-%dT%H:%M:%S,%N+00:00',
			};
			return said(`${formatDate(shapes[iso] ?? '%Y-%m-%d', moment)}\n`);
		}
		if (flags.has('-R') || flags.has('--rfc-email'))
			return said(`${formatDate('%a, %d %b %Y %H:%M:%S +0000', moment)}\n`);
		return said(`${dateDate(moment)}\n`);
	},
};

const lengths: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600, d: 86_400};

const sleep: LabCommand = {
	names: ['sleep'],
	changes: false,
	run: async (args, at) => {
		let seconds = 0;
		for (const arg of args) {
			const match = /^(\d*\.?\d+)([smhd]?)$/.exec(arg);
			if (!match)
				return arg === 'infinity'
					? sleepForever(at)
					: failed(`sleep: invalid time interval ‘${arg}’\nTry 'sleep --help' for more information.\n`);
			seconds += Number(match[1]) * (lengths[match[2] || 's'] ?? 1);
		}
		if (args.length === 0) return failed("sleep: missing operand\nTry 'sleep --help' for more information.\n");
		await at.pass(seconds * 1000);
		return said('');
	},
};

const sleepForever = async (at: Shell): Promise<never> => {
	for (;;) await at.pass(60_000);
};

const uptime: LabCommand = {
	names: ['uptime'],
	changes: false,
	run: (args, at) => {
		const seconds = Math.floor((at.world.now - at.machine.booted) / 1000);
		const [days, hours, minutes] = [
			Math.floor(seconds / 86_400),
			Math.floor(seconds / 3600) % 24,
			Math.floor(seconds / 60) % 60,
		];
		if (args.includes('-s'))
			return said(`${formatDate('%Y-%m-%d %H:%M:%S', at.machine.booted + at.machine.clockOffset)}\n`);
		if (args.includes('-p'))
			return said(
				`up ${[days && `${days} days`, hours && `${hours} hours`, `${minutes} minutes`].filter(Boolean).join(', ')}\n`,
			);
		const up = `${days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}`.padStart(5) : `${minutes} min`}`;
		return said(` ${formatDate('%H:%M:%S', at.now())} up ${up},  1 user,  load average: 0.08, 0.03, 0.01\n`);
	},
};

const yes = (value: boolean): string => (value ? 'yes' : 'no');

const canSynchronise = (at: Shell): boolean =>
	['chrony', 'systemd-timesyncd', 'ntpsec'].some(name => at.machine.packages[name] !== undefined);

const timedatectl: LabCommand = {
	names: ['timedatectl'],
	changes: args => args.some(arg => arg.startsWith('set-')),
	run: async (args, at) => {
		const {all, flags, words} = readOptions(args, ['-p', '--property', '-H']);
		const [verb = 'status', value] = words;
		const synchronised = isSynchronised(at.world, at.machine);
		const service = timeService(at.machine);
		// systemd 239 brought `show`.
		if (verb === 'show' && kindOf(at.machine).systemd < 239) return failed('Unknown operation show\n');
		if (verb === 'show') {
			const list: Readonly<Record<string, string>> = {
				Timezone: at.machine.timezone,
				LocalRTC: 'no',
				CanNTP: yes(canSynchronise(at)),
				NTP: yes(service !== undefined),
				NTPSynchronized: yes(synchronised),
				TimeUSec: longDate(at.now()),
				RTCTimeUSec: longDate(at.now()),
			};
			const wanted = [...all('-p'), ...all('--property')];
			const names = wanted.length === 0 ? Object.keys(list) : wanted.filter(name => list[name] !== undefined);
			return said(
				names.map(name => (flags.has('--value') ? `${list[name]}\n` : `${name}=${list[name]}\n`)).join(''),
			);
		}
		if (verb === 'set-ntp') {
			const on = ['true', 'yes', '1', 'on'].includes(value ?? '');
			const unit = !at.machine.packages['chrony']
				? 'systemd-timesyncd'
				: isRedHat(at.machine)
					? 'chronyd'
					: 'chrony';
			if (!canSynchronise(at)) return failed('Failed to set ntp: NTP not supported\n');
			return at.exec(`systemctl ${on ? 'enable' : 'disable'} --now ${unit} >/dev/null 2>&1`);
		}
		if (verb === 'set-time') {
			if (service !== undefined) return failed('Failed to set time: Automatic time synchronization is enabled\n');
			const moment = parseDate(words.slice(1).join(' '), at.now());
			if (Number.isNaN(moment))
				return failed(`Failed to parse time specification '${words.slice(1).join(' ')}': Invalid argument\n`);
			at.machine.clockOffset = moment - at.world.now;
			return said('');
		}
		if (verb === 'set-timezone') {
			at.machine.timezone = value ?? 'Etc/UTC';
			at.files.write('/etc/timezone', `${at.machine.timezone}\n`);
			return said('');
		}
		if (verb !== 'status') return failed(`Unknown command verb ${verb}.\n`);
		const shown = longDate(at.now());
		if (kindOf(at.machine).systemd < 239)
			return said(
				`      Local time: ${shown}\n  Universal time: ${shown}\n        RTC time: ${shown.replace(' UTC', '')}\n       Time zone: ${at.machine.timezone} (UTC, +0000)\n     NTP enabled: ${canSynchronise(at) ? yes(service !== undefined) : 'n/a'}\nNTP synchronized: ${yes(synchronised)}\n RTC in local TZ: no\n      DST active: n/a\n`,
			);
		return said(
			`               Local time: ${shown}\n           Universal time: ${shown}\n                 RTC time: ${shown.replace(' UTC', '')}\n                Time zone: ${at.machine.timezone} (UTC, +0000)\nSystem clock synchronized: ${yes(synchronised)}\n              NTP service: ${service === undefined ? (canSynchronise(at) ? 'inactive' : 'n/a') : 'active'}\n          RTC in local TZ: no\n`,
		);
	},
};

const chronyc: LabCommand = {
	names: ['chronyc'],
	run: (args, at) => {
		const {words} = readOptions(args, ['-h', '-p']);
		if (!['chrony.service', 'chronyd.service'].some(name => at.machine.units[name]?.state === 'active'))
			return failed('506 Cannot talk to daemon\n');
		const synchronised = isSynchronised(at.world, at.machine);
		const [verb] = words;
		if (verb === 'makestep' || verb === 'burst' || verb === 'online') {
			if (verb === 'makestep' && synchronised) at.machine.clockOffset = 0;
			return said('200 OK\n');
		}
		if (verb === 'sources')
			return said(
				`MS Name/IP address         Stratum Poll Reach LastRx Last sample               \n===============================================================================\n${synchronised ? '^*' : '^?'} ntp1.example.net              2   6    ${synchronised ? '17    12   -214us[ -301us] +/-   18ms' : ' 0     -     +0ns[   +0ns] +/-    0ns'}\n`,
			);
		if (verb === 'tracking')
			return said(
				synchronised
					? `Reference ID    : 5E822304 (ntp1.example.net)\nStratum         : 3\nRef time (UTC)  : ${formatDate('%a %b %d %H:%M:%S %Y', at.now())}\nSystem time     : 0.000021384 seconds fast of NTP time\nLast offset     : -0.000083120 seconds\nRMS offset      : 0.000083120 seconds\nFrequency       : 12.311 ppm slow\nResidual freq   : -0.312 ppm\nSkew            : 4.112 ppm\nRoot delay      : 0.018733 seconds\nRoot dispersion : 0.000912 seconds\nUpdate interval : 64.2 seconds\nLeap status     : Normal\n`
					: `Reference ID    : 00000000 ()\nStratum         : 0\nRef time (UTC)  : Thu Jan 01 00:00:00 1970\nSystem time     : 0.000000000 seconds fast of NTP time\nLast offset     : +0.000000000 seconds\nLeap status     : Not synchronised\n`,
			);
		if (verb === 'waitsync') return {exit: synchronised ? 0 : 1};
		return failed('Unrecognized command\n');
	},
};

export const clockCommands: readonly LabCommand[] = [date, sleep, uptime, timedatectl, chronyc];
