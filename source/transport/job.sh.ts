// The exactly-once wrapper: POSIX sh for the host. A job has a private directory, <base>/<id>:
//   script.<mark>  what runs, with `bash -euo pipefail`; may hold tokens, emptied at the end
//   runner.<mark>  what runs it
//   pid            who runs it: pid, start time, boot. Made by who finds none, so of many only one can have made it: this
//                  is the claim. On disk before the script starts, so that a power cut cannot forget it
//   group          pid and start time of the script, leader of its own process group
//   out, err       what it printed;  stop: it shall not run (any more)
//   exit           blanks, that keep room on the disk from before the job began; then its exit code and how it ended
// Whoever asks waits for what `exit` says and sends what is new; the runner wakes him who started it. The runner has a
// session of its own, so no hang-up reaches it, and where systemd counts the login's processes, a scope of its own among
// the system's, so no logout does (hold).
import type {Seconds} from '../engine/declare.ts';
import {quote} from '../engine/script.ts';
import {preamble, whole} from './frames.ts';
import {questionsLibrary} from './questions.ts';
import {detach, processes, runner} from './runner.sh.ts';

/** How many bytes of each stream the asker has already. */
export type Offsets = {readonly stdout: number; readonly stderr: number};

/** Whether the job in $dir has ended, and how; and whether it goes on: its runner lives, or what that started. */
export const alive = String.raw`
# A shell may read byte by byte: where the first is still blank, the next may be in the middle of a number.
hasEnded() {
	IFS= read -r line 2>/dev/null < "$dir/exit" || return 1
	case $line in [0-9]*' ended '*|[0-9]*' timeout '*|[0-9]*' stopped '*|[0-9]*' interrupted '*) ;; *) return 1 ;; esac
	set -- $line
	code=$1 word=$2
}
isAlive() {
	pid= since= when= leader= began=
	read -r pid since when 2>/dev/null < "$dir/pid"
	[ -n "$when" ] && [ "$when" = "$boot" ] || return 1
	look "$pid"
	[ "$born" != "$since" ] || return 0
	read -r leader began 2>/dev/null < "$dir/group"
	[ -n "$began" ] && look "$leader" && [ "$born" = "$began" ]
}`;

const followLibrary = String.raw`${processes}${alive}
nap() { sleep "$1" 2>/dev/null || sleep 1; }
pause() { if [ "$1" -lt 10 ]; then nap 0.2; else nap 0.5; fi; }
# Until the runner says something: for who started it, it comes on stdin, and so do beats once the script runs.
await() { if [ -z "$beats" ] || ! read -r said; then beats= ; pause "$turn"; fi; }
drain() {
	n=0
	[ -s "$dir/$2" ] || return 0
	n=$(size "$dir/$2")
	while [ "$3" -lt "$n" ]; do
		part=$((n - $3))
		# So that what goes to stderr meanwhile has its turn.
		[ "$part" -le 16777216 ] || part=16777216
		send "$1" "$3" "$dir/$2" "$3" "$part"
		set -- "$1" "$2" "$(($3 + part))"
	done
}
# With what else is to go: a program for each would be dear.
tidy() {
	set -- "$@" "$dir"/script.* "$dir"/runner.*
	for one; do if [ -e "$one" ]; then rm -rf "$@"; return; fi; done
}
# A claim without words: they come this moment, or something ended who was to write them. A runner that is later than we
# wait finds that it shall not run.
isLate() {
	[ "$turn" -gt 5 ] || return 1
	: > "$dir/stop"
	isAlive
	[ -z "$when" ]
}
follow() {
	turn=0
	while :; do
		state=running
		if hasEnded; then state=ended
		elif ! isAlive; then
			state=gone
			[ -n "$when" ] || isLate || state=running
			! hasEnded || state=ended
		fi
		drain stdout out "$from_out"; [ "$n" -lt "$from_out" ] || from_out=$n
		drain stderr err "$from_err"; [ "$n" -lt "$from_err" ] || from_err=$n
		case $state in
		ended) [ -n "$more" ] || tidy; say ended "$code" "$word" 0; return ;;
		gone) tidy; word=interrupted; say ended 125 interrupted 0; return ;;
		esac
		await
		turn=$((turn + 1))
	done
}
awaitClaim() {
	turn=0
	until [ -e "$dir/pid" ] || [ "$turn" -gt 36 ]; do
		await
		turn=$((turn + 1))
	done
	[ ! -e "$dir/pid" ] || return 0
	# A runner that is only late finds that it shall not run.
	: > "$dir/stop"
	[ -e "$dir/pid" ] || { tell problem "its directory $dir does not let the job start"; exit 1; }
}`;

/**
 * Starts its words where neither the end of the connection nor that of the login reaches them. systemd kills what is left
 * in the session's scope when KillUserProcesses is on, also what has a session of its own, and root's too if another user
 * logged in. Where it is not there or refuses (no bus, an old release), a session of its own has to do. Both may have
 * started the runner in the end: it claims.
 */
const hold = String.raw`
hold() {
	login=
	while IFS= read -r line; do case $line in */user.slice/*) login=yes ;; esac; done 2>/dev/null < /proc/self/cgroup
	if [ -n "$login" ] && [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1; then
		systemd-run --scope --quiet --collect --no-ask-password --slice=system.slice --description="kubewalk job" setsid "$@" && return
	fi
	detach "$@"
}`;

type Place = {readonly base: string; readonly id: string; readonly mark: string};

const head = ({base, id, mark}: Place, {stdout, stderr}: Offsets): string =>
	`${preamble(mark)}
base=${quote(base)} dir=${quote(`${base}/${id}`)} from_out=${stdout} from_err=${stderr} n=0 beats= more= nest=
trap 'exit 1' PIPE`;

/** A shell's own printf starts no program, so no secret is ever among a program's words. */
const prepare = String.raw`
# In one go with the place for the questions, which comes to nothing where that is not to be had.
make() {
	if [ -n "$more" ]; then
		nest=/dev/shm/kubewalk-$mark
		mkdir "$dir" "$nest" && return
		rmdir "$nest"
		nest=
	fi
	[ -d "$dir" ] || mkdir "$dir"
}
keepJob() {
	{ [ -d "$base" ] || { mkdir -p "$base" && chmod 700 "$base"; }; } && { [ -d "$dir" ] || make || [ -d "$dir" ]; } && [ -O "$base" ] && [ -O "$dir" ] &&
	{ [ -s "$dir/exit" ] || printf '%-20s\n' '' >> "$dir/exit"; } &&
	printf '%s\n' "$kw_runner" > "$dir/runner.$mark" && printf '%s\n' "$kw_script" > "$dir/script.$mark"
}
# Without the reason it takes one process less.
prepare() {
	{ keepJob || why=$(keepJob 2>&1); } 2>/dev/null && return
	# A shell's printf says "I/O error" of a full disk; a program says what it is.
	case $why in *'I/O error'*) why=$({ echo | cat > "$dir/said.$mark"; } 2>&1) ;; esac
	rm -f "$dir"/*."$mark"
	# Somebody else's run may have ended meanwhile and tidied up under our hands: then there is a job to attach to.
	[ -e "$dir/pid" ] || { tell problem "$why"; exit 1; }
}`;

const start = String.raw`
goOn() {
	follow
	[ -n "$more" ] || return 0
	trap tidy EXIT
	if [ "$code $word" = '0 ended' ]; then askOn; fi
}
# Argument: the job's limit in seconds.
start() {
	if [ -e "$dir/pid" ]; then say begin 0; goOn; exit; fi
	prepare
	say begin 0
	{
		exec </dev/null 2>/dev/null
		( hold sh "$dir/runner.$mark" "$dir" "$mark" "$1" ) &
	} | {
		beats=yes
		awaitClaim
		goOn
	}
	[ ! -d "$nest" ] || rm -rf "$nest"
}`;

const startLibrary = `kw_runner=${quote(runner)}${detach}${hold}${prepare}${start}`;

/** Starts the job unless it was started before, then attaches to it. `next` asks on when it ended well (`questionsPart`). */
export const startScript = (
	place: Place,
	script: string,
	timeout: Seconds,
	from: Offsets = {stdout: 0, stderr: 0},
	next = '',
): string =>
	whole(
		`${head(place, from)}
askOn() {
${next === '' ? ':' : next}
}
more=${next === '' ? '' : 'yes'} kw_script=${quote(script)}
start ${Math.ceil(timeout)}`,
		...(next === '' ? [] : [questionsLibrary]),
		followLibrary,
		startLibrary,
	);

/**
 * Attaches to a job that the host knows; starts nothing. An id that it does not know is spent from now on: the script that
 * starts it may still be on its way, in a connection that drops packets, and would arrive after we went on without it.
 */
export const attachScript = (place: Place, from: Offsets): string =>
	whole(
		`${head(place, from)}
if [ ! -e "$dir/pid" ]; then
	why=$({ mkdir -p "$base" && chmod 700 "$base" && mkdir -p "$dir" && : > "$dir/stop"; } 2>&1) || { tell problem "$why"; exit 1; }
	[ -e "$dir/pid" ] || { say unknown 0; exit 0; }
fi
say begin 0
follow`,
		followLibrary,
	);

/** Ends the whole process group of a job, or keeps it from starting, and sends the rest of its output. */
export const stopScript = (place: Place, from: Offsets): string =>
	whole(
		`${head(place, from)}
mkdir -p "$base" && chmod 700 "$base" && mkdir -p "$dir" && : > "$dir/stop"
say begin 0
if [ ! -e "$dir/pid" ]; then say ended 130 stopped 0; exit 0; fi
if ! hasEnded && isAlive; then
	if [ -z "$leader" ]; then kill -TERM "$pid"; else kill -TERM "-$leader"; nap 1; kill -KILL "-$leader"; fi 2>/dev/null
fi
follow`,
		followLibrary,
	);
