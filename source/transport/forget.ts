// Tidying up on a host after a session: its finished jobs go, what still runs stays and is named.
import type {Host} from '../engine/given.ts';
import {quote} from '../engine/script.ts';
import {HostUnreachable} from '../engine/transport.ts';
import {preamble, whole} from './frames.ts';
import {alive} from './job.sh.ts';
import {processes} from './runner.sh.ts';
import {converse, type Way} from './way.ts';

/**
 * An id that was spent without a run is kept for an hour: the script that it keeps from starting may still be on its way,
 * and no connection holds one back for longer.
 */
const spent = 60;

export const forgetScript = (base: string, identity: string, mark: string): string =>
	whole(String.raw`${preamble(mark)}${processes}${alive}
forget() {
	said=$(rm -rf "$dir" 2>&1) || tell problem "$said"
}
for dir in ${quote(base)}/${quote(identity)}.*; do
	[ -d "$dir" ] || continue
	if hasEnded; then forget
	elif [ ! -e "$dir/pid" ]; then [ -n "$(find "$dir" -maxdepth 0 -mmin -${spent})" ] || forget
	elif isAlive && ! hasEnded; then tell running "${'${dir##*/}'}"
	else forget; fi
done
say forgotten 0`);

/** Ids of the session's jobs that still run there. Throws HostUnreachable. */
export const forgetOver = async (
	way: Way,
	host: Host,
	identity: string,
	signal: AbortSignal,
): Promise<readonly string[]> => {
	const running: string[] = [];
	let isDone = false;
	let problem: string | undefined;
	const ended = await converse(
		way,
		host,
		mark => forgetScript(way.jobs, identity, mark),
		signal,
		({kind, bytes}) => {
			if (kind === 'running') running.push(bytes.toString());
			if (kind === 'problem') problem ??= bytes.toString().trim();
			if (kind === 'forgotten') isDone = true;
		},
	);
	if (problem !== undefined)
		throw new HostUnreachable(host.name, `Jobs on ${host.name} cannot be removed: ${problem}`);
	if (isDone) return running;
	way.lost?.(host);
	throw new HostUnreachable(host.name, await way.explain(host, ended));
};
