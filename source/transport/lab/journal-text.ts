import {shortDate} from './dates.ts';
import type {JournalEntry} from './world.ts';

/** `Nov 23 09:38:35 m1 systemd[1]: Starting …`, as journalctl and syslog have it. */
export const journalLine = ({at, identifier, pid, text}: JournalEntry, hostname: string): string =>
	`${shortDate(at)} ${hostname} ${identifier}${identifier === 'kernel' ? '' : `[${pid}]`}: ${text}`;
