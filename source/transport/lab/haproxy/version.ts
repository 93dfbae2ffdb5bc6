// Which haproxy a machine has, and how that one begins its lines.
import {compareVersions} from '../packages/debian-version.ts';
import {kindOf} from '../machines/kinds.ts';
import type {Machine, World} from '../world.ts';

/** `2.6.12-1+deb12u3` as Debian builds it, `2.4.22` as Red Hat's family does. */
export const haproxyVersion = (machine: Machine): string => {
	const version = (machine.packages['haproxy']?.version ?? '2.6.12-1+deb12u3').replace(/^\d+:/, '');
	return kindOf(machine).packages === 'apt' ? version : version.replace(/-.*/, '');
};

/** Before 1.8, which has another way to run below systemd and takes less on `default-server`: CentOS 7 has 1.5. */
export const isEarly = (machine: Machine): boolean => compareVersions(haproxyVersion(machine), '1.8') < 0;

type Level = 'NOTICE' | 'WARNING' | 'ALERT';

/** The day of the year and the time, as early ones have it; later ones leave that to whoever keeps the lines. */
const earlyTime = (now: number): string => {
	const date = new Date(now);
	const day = Math.floor((now - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
	return `${String(day).padStart(3, '0')}/${date.toISOString().slice(11, 19).replaceAll(':', '')}`;
};

/** What a machine's haproxy makes of a line; the early one says nothing of where it comes from. */
export const haproxyLine = (world: World, machine: Machine, level: Level, pid: number, text: string): string =>
	isEarly(machine)
		? `[${level}] ${earlyTime(world.now)} (${pid}) : ${text.replace(/^config : /, '')}`
		: `${`[${level}]`.padEnd(10)} (${pid}) : ${text}`;
