// Who has the hosts, with times as people read them.
import type {Holder} from '../engine/lease.ts';
import type {LeaseWords} from '../texts/lease-en.ts';
import type {Texts} from '../texts/texts.ts';
import {duration} from './duration.ts';
import {plain} from './plain.ts';

/** In UTC: the two may sit in different time zones. */
export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What the holder says of itself came from a host. */
export const leaseWords = ({by, session, doing, pid, since, quiet}: Holder, texts: Texts): LeaseWords => ({
	by: plain(by),
	session: plain(session),
	doing: plain(doing),
	pid,
	since: moment(since),
	quiet: duration(quiet * 1000, texts.walk.second),
});
