// A lease kept on a host, in <jobs>/../lock-<name>/. Each taking has a number and a file of that number, made by a hard
// link, so that of many only one can make it; the highest number has the lease:
//   <n>        identity, session, user@machine, pid, uptime, boot and clock when it was taken, one a line
//   <n>.beat   uptime, boot and what it is at: its last sign of life, in place of that of the taking
//   <n>.free   given back
// Age is counted in the host's uptime: a clock may be set while we work, and those of two bastions differ. After a reboot
// nobody has given sign of life for as long as the host is up.
import {dirname} from 'node:path';
import type {Seconds} from '../engine/declare.ts';
import type {Host} from '../engine/given.ts';
import {systemClock} from '../engine/clock.ts';
import {quote} from '../engine/script.ts';
import {HostUnreachable, type LeaseAnswer, type LeaseRequest} from '../engine/transport.ts';
import {cleanText} from './clean-text.ts';
import {type Frame, hereText, preamble, whole} from './frames.ts';
import {converse, type Way} from './way.ts';

/** A link that drops packets must not hold up the next beat for long. */
const patience: Seconds = 30;

const body = String.raw`
moment() {
	if read -r up rest < /proc/uptime; then up=${'${up%.*}'}; else up=$(date +%s); fi 2>/dev/null
	read -r boot < /proc/sys/kernel/random/boot_id || boot=none
} 2>/dev/null
top() {
	n=0
	for file in "$dir"/[0-9]*; do
		file=${'${file##*/}'}
		case $file in *[!0-9]*) continue ;; esac
		[ "$file" -le "$n" ] || n=$file
	done
}
line() { sed -n "$1p" "$dir/$n"; }
isMine() { [ "$(line 1)" = "$identity" ]; }
isFree() { [ "$n" -eq 0 ] || [ -e "$dir/$n.free" ]; }
since() { if [ "$2" = "$boot" ]; then echo "$((up - $1))"; else echo "$up"; fi; }
quiet() {
	beat= when=
	read -r beat when < "$dir/$n.beat" 2>/dev/null || { beat=$(line 5); when=$(line 6); }
	since "$beat" "$when"
}
theirs() {
	held=$(since "$(line 5)" "$(line 6)")
	[ "$(line 6)" = "$boot" ] || held=$(($(date +%s) - $(line 7)))
	say theirs "$(quiet)" "$held" 0
	tell tenant "$(sed -n 1,4p "$dir/$n")"
	tell doing "$(sed -n 2p "$dir/$n.beat" 2>/dev/null)"
}
take() {
	next=$((n + 1))
	[ "$next" -gt "$number" ] || next=$((number + 1))
	sync "$dir/draft.$mark" 2>/dev/null || sync
	ln "$dir/draft.$mark" "$dir/$next" 2>/dev/null || return 1
	top
	[ "$n" -eq "$next" ] || return 1
	for file in "$dir"/*; do
		old=${'${file##*/}'} old=${'${old%%.*}'}
		case $old in *[!0-9]*) continue ;; esac
		[ "$old" -ge "$((n - 1))" ] || rm -f "$file"
	done
	say ours "$n" 0
}
mayTake() {
	isFree || isMine || { [ "$wish" = take-over ] && [ "$(quiet)" -ge "$goneAfter" ]; }
}
beat() {
	printf '%s %s\n%s\n' "$up" "$boot" "$doing" > "$dir/beat.$mark" && mv -f "$dir/beat.$mark" "$dir/$n.beat"
}
moment
top
case $wish in
look) if isFree; then say free 0; else theirs; fi; exit 0 ;;
leave) [ "$n" -ne "$number" ] || ! isMine || : > "$dir/$n.free"; say free 0; exit 0 ;;
keep)
	if [ "$n" -eq "$number" ] && isMine && [ "$(quiet)" -lt "$good" ]; then
		beat || { tell problem 'its disk does not take any more'; exit 0; }
		top
		if [ "$n" -eq "$number" ]; then say ours "$n" 0; else theirs; fi
		exit 0
	fi
	if [ "$n" -gt "$number" ]; then theirs; exit 0; fi ;;
esac
why=$({ mkdir -p "$dir" && save; } 2>&1) || { rm -f "$dir"/*."$mark"; tell problem "$why"; exit 0; }
turn=0
until mayTake && take; do
	turn=$((turn + 1))
	top
	if ! mayTake; then theirs; break; fi
	if [ "$turn" -gt 9 ]; then tell problem 'no hard link can be made there'; break; fi
done
rm -f "$dir"/*."$mark"`;

/** One line, whatever is in it. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const scriptOf = (directory: string, request: LeaseRequest, mark: string): string => {
	const {wish, tenant, number, doing, goneAfter, good} = request;
	const said = [tenant.identity, tenant.session, tenant.by, String(tenant.pid)].map(oneLine).join('\n');
	return whole(`${preamble(mark)}
dir=${quote(directory)} wish=${wish} number=${number} identity=${quote(oneLine(tenant.identity))}
doing=${quote(oneLine(doing))} goneAfter=${goneAfter} good=${good}
save() {
	cat > "$dir/draft.$mark" ${hereText(said, mark)}
	printf '%s\\n%s\\n%s\\n' "$up" "$boot" "$(date +%s)" >> "$dir/draft.$mark"
}${body}`);
};

const readAnswer = () => {
	let theirs: {readonly quiet: Seconds; readonly held: Seconds; readonly tenant?: string} | undefined;
	let answer: LeaseAnswer | undefined;
	const onFrame = ({kind, fields: [first, second], bytes}: Frame): void => {
		const text = cleanText(bytes.toString()).trim();
		if (kind === 'ours') answer = {state: 'ours', number: Number(first)};
		if (kind === 'free') answer = {state: 'free'};
		if (kind === 'problem') answer = {state: 'problem', why: text};
		if (kind === 'theirs') theirs = {quiet: Number(first), held: Number(second)};
		if (kind === 'tenant' && theirs) theirs = {...theirs, tenant: text};
		if (kind === 'doing' && theirs) {
			const [identity = '', session = '', by = '', pid = ''] = (theirs.tenant ?? '').split('\n');
			const {quiet, held} = theirs;
			answer = {state: 'theirs', tenant: {identity, session, by, pid: Number(pid)}, doing: text, held, quiet};
		}
	};
	return {onFrame, answer: () => answer};
};

/** Throws HostUnreachable, also when it was stopped. */
export const leaseOver = async (
	way: Way,
	host: Host,
	request: LeaseRequest,
	signal: AbortSignal,
): Promise<LeaseAnswer> => {
	const {clock = systemClock} = way;
	// A connection that has to be made first is not part of the time.
	await way.open(host, signal);
	const over = new AbortController();
	const late = new AbortController();
	void clock.sleep(patience * 1000, over.signal).then(() => over.signal.aborted || late.abort());
	const {onFrame, answer} = readAnswer();
	const directory = `${dirname(way.jobs)}/lock-${request.name}`;
	const textOf = (mark: string): string => scriptOf(directory, request, mark);
	const ended = await converse(way, host, textOf, AbortSignal.any([signal, late.signal]), onFrame);
	over.abort();
	const answered = answer();
	if (answered) return answered;
	if (signal.aborted) throw new HostUnreachable(host.name, `Stopped before ${host.name} had answered.`);
	if (late.signal.aborted) {
		const message = `${host.name} did not say within ${patience} s who has the cluster: is the link to it down?`;
		throw new HostUnreachable(host.name, message);
	}
	way.lost?.(host);
	throw new HostUnreachable(host.name, await way.explain(host, ended));
};
