// Questions: all of them in one script and one round trip. Bash asks them, each in a fork of its own that leads its own
// process group, so that one that hangs, kills its shell or prints a mark does not disturb the others. What can leave
// only variables behind in a shell needs no fork. They change nothing, so they need no exactly-once.
import type {Seconds} from '../engine/declare.ts';
import {quote} from '../engine/script.ts';
import {newMark, preamble, whole} from './frames.ts';
import {lightList, lightWalker} from './light-questions.ts';

/** A question that takes longer than this no longer holds up the next one, so one round trip cannot take n timeouts. */
const patience = 2;

/** Files a question may write and output that travels, so that a `yes` cannot fill the host's memory (bash counts KiB). */
const fileBlocks = 65_536;
const half = 4_194_304;

/**
 * Walkers walk along the questions that have a fork each; what one has claimed the others pass by. Arguments: where to keep
 * what is known, the try, how to ask, and the numbers of the questions. All that is known is the name of an empty file,
 * which is cheap, fits where nothing else fits any more, and is still there when any of them is killed:
 *
 *   1.7.out 1.7.err   the seventh question was claimed in the first try; what it says
 *   1.7.group.4242    its process group, that ends with it
 *   1.7.code.0        its exit code
 *   1.over            nothing counts any more that ends now
 *
 * A walker waits for its question for as long as that takes. It is a bash of its own that leads a group, so that a question
 * that kills its shell ends the walker and nobody else.
 */
const walker = String.raw`kw_ask() { set +C --; eval "$kw_question"; }
kw_dir=$1 kw_try=$1/$2 kw_way=$3
. "$kw_dir/list"
shift 3
if [ "$kw_way" = apart ]; then
	kw_ask() { printf '%s\n' "$kw_question" > "$kw_place.sh"; exec bash "$kw_place.sh"; }
fi
umask 022
ulimit -f ${fileBlocks}
exec 4>&1 >/dev/null
for kw_number; do
	kw_place=$kw_try.$kw_number kw_question=${'${kw_questions[kw_number - 1]}'} kw_group=
	set -C
	[ ! -e "$kw_place.out" ] || continue
	set -m
	# Fails when another has claimed it.
	{ ( kw_ask ) 4>&- 5<&- & kw_group=$!; } > "$kw_place.out" 2> "$kw_place.err"
	[ -n "$kw_group" ] || continue
	: > "$kw_place.group.$kw_group"
	# One that only stops itself has not ended.
	while wait "$kw_group"; kw_code=$?; ((kw_code > 128)) && kill -0 "$kw_group"; do sleep 0.2; done
	set +m
	[ ! -e "$kw_try.over" ] || exit
	[ -e "$kw_place.code.124" ] || : > "$kw_place.code.$kw_code"
	kill -KILL -- "-$kw_group"
done
read -r -u 5
kill -KILL -- "-$$"`;

/**
 * The bash that sends the walkers, for one try. It waits for the end of the pipe that they hold, and now and then looks at
 * what is open: a second walker goes when there is much to do (a host of a cluster has at least two CPUs), another past
 * each question that takes long, and one whose time is over it ends. At last it says `end` and whose output is left to
 * others. The time is the kernel's: the host's clock may jump. Whoever starts a walker is gone before it asks, so that
 * neither $$ nor $PPID in a question is this bash. Its names are its own, because light questions are asked in a fork of it.
 *
 * When it or a walker was killed there is another try, where each question that is left has a bash of its own; when that
 * ends early too, the last question that was claimed has done it.
 */
const watcher = String.raw`kw_ask() { set +C --; eval "$kw_question"; }
kw_dir=$1 kw_try=$2 kw_way=together kw_groups=() kw_codes=() kw_from=() kw_since=() kw_slow=()
. "$kw_dir/list"
${lightWalker(fileBlocks)}
# A walker's pipe stays open until those before it are gone too.
kw_send() { [ -z "$kw_todo" ] || exec 5< <(exec 3>&-; set -m; bash "$kw_dir/walk" "$kw_dir" "$kw_try" "$kw_way" $kw_todo &); }
# Succeeds when so many seconds have passed. Bash 3 knows whole ones, and does not say whether they were over.
kw_rest() {
	local kw_before=$SECONDS kw_line
	if ((BASH_VERSINFO[0] > 3)); then read -r -t "$1" -u 5 kw_line; (($? > 128)); else read -r -t 1 -u 5 kw_line; ((SECONDS > kw_before)); fi
}
# Succeeds when every question has its exit code.
kw_learn() {
	local kw_name IFS=.
	((kw_try > 1)) || kw_learn_light
	for kw_name in "$kw_dir/$1".*.group.* "$kw_dir"/[0-9]*.code.*; do
		[ -e "$kw_name" ] || continue
		set -- ${'${kw_name##*/}'}
		case $3 in group) kw_groups[$2]=$4 ;; *) kw_from[$2]=$1 kw_codes[$2]=$4 ;; esac
	done
	((${'${#kw_codes[@]}'} == kw_total))
}
# What the walkers are left with: not what is asked, or will be, in a fork of this bash.
kw_plan() {
	local kw_n kw_left=" ${'${kw_now[*]}'} "
	[ -e "$kw_dir/light.over" ] || kw_left=" ${'${kw_light[*]}'} "
	kw_todo=
	for ((kw_n = 1; kw_n <= kw_total; kw_n++)); do
		case $kw_left in *" $kw_n "*) continue ;; esac
		[ -n "${'${kw_codes[kw_n]}'}" ] || kw_todo="$kw_todo $kw_n"
	done
}
kw_look() {
	local kw_n kw_age kw_time
	if read -r kw_time _ < /proc/uptime; then kw_time=${'${kw_time/./}'}; else kw_time=$((SECONDS * 100)); fi
	kw_look_light
	for kw_n in "${'${!kw_groups[@]}'}"; do
		[ -z "${'${kw_codes[kw_n]}'}" ] || continue
		: "${'${kw_since[kw_n]:=$kw_time}'}"
		kw_age=$((kw_time - kw_since[kw_n]))
		if ((kw_age >= kw_patience)) && [ -z "${'${kw_slow[kw_n]}'}" ]; then kw_slow[kw_n]=1; kw_send; fi
		if ((kw_age >= kw_limit)); then : > "$kw_dir/$kw_try.$kw_n.code.124"; kill -KILL -- "-${'${kw_groups[kw_n]}'}"; fi
	done
}
kw_try_again() {
	local kw_n kw_before=$((kw_try - 1)) kw_name
	kw_way=apart kw_light=()
	: > "$kw_dir/$kw_before.over"
	: > "$kw_dir/light.over"
	for kw_name in "$kw_dir"/light.group.*; do [ ! -e "$kw_name" ] || kill -KILL -- "-${'${kw_name##*.}'}"; done
	kw_learn_light
	kw_now=()
	kw_learn "$kw_before"
	for kw_n in "${'${!kw_groups[@]}'}"; do [ -n "${'${kw_codes[kw_n]}'}" ] || kill -KILL -- "-${'${kw_groups[kw_n]}'}"; done
	kw_groups=()
	for ((kw_n = kw_total; kw_before > 1 && kw_n > 0; kw_n--)); do
		[ -e "$kw_dir/$kw_before.$kw_n.out" ] || continue
		[ -n "${'${kw_codes[kw_n]}'}" ] || : > "$kw_dir/$kw_before.$kw_n.code.137"
		break
	done
	kw_learn "$kw_try"
}
kw_tell() { printf '\n%s %s %s\n%s' "$kw_mark" "$1" "${'${#2}'}" "$2" >&3; }
kw_tell_all() {
	local kw_n kw_file kw_text kw_left=
	kw_tell codes "${'${kw_codes[*]}'}"
	kw_tell_light
	for ((kw_n = 1; kw_n <= kw_total; kw_n++)); do
		[ -n "${'${kw_from[kw_n]}'}" ] || continue
		for kw_file in "${'${kw_from[kw_n]}'}.$kw_n.out" "${'${kw_from[kw_n]}'}.$kw_n.err"; do
			[ -s "$kw_dir/$kw_file" ] || continue
			# It fails at the end of the file: then this is all of it, and no NUL is in it.
			if IFS= read -r -d '' -n 4096 kw_text < "$kw_dir/$kw_file"; then kw_left="$kw_left $kw_file"; else kw_tell "part $kw_file" "$kw_text"; fi
		done
	done
	echo "end$kw_left"
}
exec 5</dev/null
((kw_try == 1)) || kw_try_again
kw_plan
((${'${#kw_light[@]}'} == 0)) || kw_send_light
kw_send
if kw_rest 0.1 && ((kw_try == 1)); then
	((${'${#kw_light[@]}'} < 3)) || kw_send_light
	set -- $kw_todo
	(($# < 8)) || kw_send
fi
while kw_rest 0.25; do if kw_learn "$kw_try"; then break; fi; kw_look; done
kw_learn "$kw_try" && kw_tell_all`;

/**
 * The first places are in memory, so questions can be asked of a host whose disk is full. A shell's own printf starts no
 * program.
 */
const findPlace = String.raw`
keepQuestions() {
	printf '%s\n' "$kw_list" > "$at/list" && printf '%s\n' "$kw_walk" > "$at/walk" && printf '%s\n' "$kw_watch" > "$at/watch"
}
findPlace() {
	at=
	for place in /dev/shm /run "${'${TMPDIR:-/tmp}'}" /var/tmp; do
		[ -d "$nest" ] && [ "$nest" = "$place/kubewalk-$mark" ] || mkdir -m 700 "$place/kubewalk-$mark" 2>/dev/null || continue
		at=$place/kubewalk-$mark
		if keepQuestions 2>/dev/null; then break; fi
		rm -rf "$at"
		at=
	done
	if [ -z "$at" ]; then tell problem 'no directory with room can be made in /dev/shm, /run, /tmp or /var/tmp'; exit 1; fi
	trap 'tidy "$at"' EXIT
	trap 'exit 1' HUP INT TERM PIPE
	command -v bash >/dev/null || { tell problem 'it has no bash'; exit 1; }
}`;

/**
 * A try is over when neither its bash nor the shell that started it holds the pipe, so a death of any kind is noticed.
 * What the bash has not told is large or binary, and needs programs. Argument: how many questions there are.
 */
const askAll = String.raw`
askAll() {
	exec 3>&1
	try=0 said=
	until [ -n "$said" ]; do
		try=$((try + 1))
		if [ "$try" -gt $(($1 + 2)) ]; then tell problem 'its bash ends before it has asked'; exit 1; fi
		said=$(exec 2>/dev/null </dev/null; bash "$at/watch" "$at" "$try"; :)
	done
	for file in ${'${said#end}'}; do
		n=$(size "$at/$file")
		if [ "$n" -le ${half * 2} ]; then send part "$file" "$at/$file" 0 "$n"; continue; fi
		send part "$file" "$at/$file" 0 ${half}
		say cut "$file" "$((n - ${half * 2}))" 0
		send part "$file" "$at/$file" "$((n - ${half}))" ${half}
	done
	say end 0
}`;

/** What `questionsPart` needs, the same each time. */
export const questionsLibrary = `kw_walk=${quote(walker)} kw_watch=${quote(watcher)}${findPlace}${askAll}`;

/** What asks, after the preamble, in a shell of its own. `tidy` removes what it is given; `nest` may be a place that is there. */
export const questionsPart = (questions: readonly string[], timeout: Seconds, mark: string): string => {
	const list = `kw_mark=${mark} kw_total=${questions.length}
kw_limit=${Math.ceil(timeout * 100)} kw_patience=${Math.min(patience, timeout) * 100}
${lightList(questions, newMark())}
kw_questions=(
${questions.map(quote).join('\n')}
)`;
	return `kw_list=${quote(list)}\nfindPlace\nsay begin 0\naskAll ${questions.length}`;
};

/** The script that asks; to be read by a POSIX shell from stdin. */
export const questionsScript = (questions: readonly string[], timeout: Seconds, mark: string): string => {
	const body = `${preamble(mark)}\ntidy() { rm -rf "$@"; }\nnest=\n${questionsPart(questions, timeout, mark)}`;
	return whole(body, questionsLibrary);
};

/** How long the host may take over so many questions, whatever they do. */
export const longestWait = (count: number, timeout: Seconds): Seconds => timeout + count * patience + 5;
