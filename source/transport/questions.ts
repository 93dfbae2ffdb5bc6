// Questions: all of them in one script and one round trip, each in a bash of its own, so that one that hangs, kills its
// shell or prints a mark does not disturb the others. They change nothing, so they need no exactly-once.
import type {Answer, Seconds} from '../engine/declare.ts';
import {createText} from './bounded-text.ts';
import {type Frame, hereText, preamble, whole} from './frames.ts';

/** A question that takes longer than this no longer holds up the next one, so one round trip cannot take n timeouts. */
const patience = 2;

/** Files a question may write and output that travels, so that a `yes` cannot fill the host's memory (512-byte blocks). */
const blocks = 131_072;
const half = 4_194_304;

/**
 * The answers are gathered in files, not through pipes: a daemon that a question leaves behind would keep a pipe open.
 * The first places are in memory, so questions can be asked of a host whose disk is full.
 */
const body = (timeout: Seconds): string => String.raw`
dir=
for place in /dev/shm /run "${'${TMPDIR:-/tmp}'}" /var/tmp; do
	if mkdir -m 700 "$place/kubewalk-$mark" 2>/dev/null; then dir=$place/kubewalk-$mark; break; fi
done
if [ -z "$dir" ]; then tell problem 'no directory can be made in /dev/shm, /run, /tmp or /var/tmp'; exit 1; fi
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
mkfifo "$dir/news"
exec 9<>"$dir/news"
ask() (
	trap - EXIT HUP INT TERM PIPE
	( umask 022; ulimit -f ${blocks} 2>/dev/null; detach bash "$dir/$1.sh" ) \
		</dev/null >"$dir/$1.out" 2>"$dir/$1.err" 9>&- & p=$!
	( detach sh -c 'sleep "$4"; echo "slow $1" >&9; sleep "$5"; : > "$2/$1.late"
		kill -KILL "-$3"; sleep 1; echo "done $1" >&9' limit "$1" "$dir" "$p" \
		${Math.min(patience, timeout)} ${Math.max(timeout - patience, 0)} ) </dev/null >/dev/null 2>&1 & w=$!
	wait "$p"
	echo "$?" > "$dir/$1.exit"
	kill -KILL "-$w" || kill -KILL "$w"
	echo "done $1" >&9
) </dev/null >/dev/null 2>&1
part() {
	n=$(size "$2")
	if [ "$n" -le ${half * 2} ]; then send "$3" "$1" "$2" 0 "$n"; return; fi
	send "$3" "$1" "$2" 0 ${half}
	say "$3-cut" "$1" "$((n - ${half * 2}))" 0
	send "$3" "$1" "$2" "$((n - ${half}))" ${half}
}
answer() {
	[ ! -e "$dir/$1.told" ] || return 0
	: > "$dir/$1.told"
	code=124
	[ -e "$dir/$1.late" ] || read -r code < "$dir/$1.exit"
	part "$1" "$dir/$1.out" stdout
	part "$1" "$dir/$1.err" stderr
	say exit "$1" "$code" 0
	left=$((left - 1))
}
say begin 0
next=1 left=$total
while [ "$next" -le "$total" ]; do
	ask "$next" &
	while read -r what which <&9; do
		[ "$what" = slow ] || answer "$which"
		[ "$which" -lt "$next" ] || break
	done
	next=$((next + 1))
done
while [ "$left" -gt 0 ] && read -r what which <&9; do
	[ "$what" = slow ] || answer "$which"
done
say end 0`;

/** The script that asks; to be read by a POSIX shell from stdin. */
export const questionsScript = (questions: readonly string[], timeout: Seconds, mark: string): string => {
	const files = questions.map((question, index) => `cat > "$dir/${index + 1}.sh" ${hereText(question, mark)}`);
	const [make = '', ask = ''] = body(timeout).split('mkfifo');
	return whole(`${preamble(mark)}\ntotal=${questions.length}\n${make}${files.join('\n')}\nmkfifo${ask}`);
};

/** How long the host may take over so many questions, whatever they do. */
export const longestWait = (count: number, timeout: Seconds): Seconds => timeout + count * patience + 5;

export type Reading = {
	readonly onFrame: (frame: Frame) => void;
	readonly begun: () => boolean;
	/** Undefined when the last frame has not come. */
	readonly answers: () => readonly Answer[] | undefined;
	/** Why the host could not ask at all. */
	readonly problem: () => string | undefined;
};

export const readAnswers = (count: number): Reading => {
	const parts = Array.from({length: count}, () => ({stdout: createText(), stderr: createText(), exit: 124}));
	let state: 'waiting' | 'begun' | 'ended' = 'waiting';
	let problem: string | undefined;
	return {
		onFrame: ({kind, fields: [number, value], bytes}) => {
			if (kind === 'begin') state = 'begun';
			if (kind === 'end') state = 'ended';
			if (kind === 'problem') problem = bytes.toString();
			const part = parts[Number(number) - 1];
			if (!part) return;
			if (kind === 'stdout' || kind === 'stderr') part[kind].add(bytes);
			if (kind === 'stdout-cut') part.stdout.skip(Number(value));
			if (kind === 'stderr-cut') part.stderr.skip(Number(value));
			if (kind === 'exit') part.exit = Number(value);
		},
		begun: () => state !== 'waiting',
		answers: () =>
			state === 'ended'
				? parts.map(({exit, stdout, stderr}) => ({exit, stdout: stdout.text(), stderr: stderr.text()}))
				: undefined,
		problem: () => problem,
	};
};
