// How long the TLS certificates of places outside are good. Nothing says so but the certificate itself.
import type {World} from './world.ts';

const day = 86_400_000;

/** Milliseconds since 1970. Unless the world says otherwise: for 90 days, renewed 30 days before they are over. */
export const certificateEnds = ({outside, now}: World, host: string): number =>
	outside.certificateEnds?.[host] ?? Math.floor(now / (60 * day)) * 60 * day + 90 * day;

export const certificateExpired = (world: World, host: string): boolean => certificateEnds(world, host) <= world.now;

/** `Jan  5 00:00:00 2027 GMT`, as openssl and curl print it. */
export const certificateDate = (at: number): string => {
	const [, date, month, year, clock] = /^\w+, 0?(\d+) (\w+) (\d+) (\S+) GMT$/.exec(new Date(at).toUTCString())!;
	return `${month} ${date!.padStart(2)} ${clock} ${year} GMT`;
};
