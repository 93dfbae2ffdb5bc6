// Questions: all of them in one script and one round trip. One bash asks them, each in a fork of its own that leads its
// own process group, so that one that hangs, kills its shell or prints a mark does not disturb the others, and so that a
// question costs one fork and nothing more. They change nothing, so they need no exactly-once.
import type {Answer, Seconds} from '../engine/declare.ts';
import {quote} from '../engine/script.ts';
import {createText} from './bounded-text.ts';
import {type Frame, preamble, whole} from './frames.ts';

/** A question that takes longer than this no longer holds up the next one, so one round trip cannot take n timeouts. */
const patience = 2;

/** Files a question may write and output that travels, so that a `yes` cannot fill the host's memory (bash counts KiB). */
const blocks = 65_536;
const half = 4_194_304;

/**
 * The bash that asks. Arguments: the directory, `together` or `apart`, which asker it is, and the numbers of the questions. It says `asked
 * number group` and `code number exit` on stdout, at last `end`. `apart` gives each question a bash of its own.
 *
 * It waits for a question's end or for a while, which bash can only do with `read -t`: a question holds a fifo open, and
 * its death, of whatever kind, is the end of that file. (A trapped signal ends `wait` too, but bash 5.2 then takes the
 * signal for the child's exit code.) Whoever closes the fifo, or leaves a process behind that holds it, is looked after
 * every twentieth of a second. The time is the kernel's: the host's clock may jump.
 */
const asker = (limit: Seconds): string => String.raw`
kw_dir=$1 kw_way=$2 kw_alive=$1/alive$3 kw_slow=()
shift 3
umask 022
ulimit -f ${blocks} 2>/dev/null
set -m
exec 200<>"$kw_alive" 201<"$kw_alive" 200>&-
kw_look() {
	if read -r kw_now _ < /proc/uptime; then kw_now=${'${kw_now/./}'}; else kw_now=$((SECONDS * 100)); fi
}
kw_wait() {
	if ((BASH_VERSINFO[0] > 3)); then read -r -t 0.05 -u 201; else sleep 0.05; (exit 142); fi
}
# Bash may sleep through the death of a child until another one dies: then it is a zombie that takes signals.
kw_gone() {
	local state=
	if [ ! -d /proc/self ]; then ! kill -0 "$1"; return; fi
	[ -d "/proc/$1" ] && read -r state < "/proc/$1/stat" || return 0
	[[ ${'${state##*) }'} == Z* ]]
}
kw_prepare() {
	exec </dev/null >"$kw_dir/$1.out" 2>"$kw_dir/$1.err" 201<&-
	printf '%s\n' "${'${kw_questions[$1 - 1]}'}" > "$kw_dir/$1.sh"
	if [ "$kw_way" = apart ]; then exec bash "$kw_dir/$1.sh"; fi
}
kw_end() {
	echo "code $1 $3"
	kill -KILL -- "-$2"
}
kw_settle() {
	local one still=()
	kw_look
	for one in "${'${kw_slow[@]}'}"; do
		set -- $one
		if kw_gone "$2"; then wait "$2"; kw_end "$1" "$2" $?
		elif ((kw_now - $3 >= ${Math.ceil(limit * 100)})); then kw_end "$1" "$2" 124
		else still+=("$one"); fi
	done
	kw_slow=("${'${still[@]}'}")
}
for kw_number; do
	kw_since=
	exec 200<>"$kw_alive"
	( kw_prepare "$kw_number"; set --; . "$kw_dir/$kw_number.sh" ) & kw_pid=$!
	exec 200>&-
	echo "asked $kw_number $kw_pid"
	while :; do
		kw_early=100
		kw_wait
		# Files are closed a moment before a process is gone; longer than that means that it goes on without them.
		if (($? <= 128)); then
			for ((kw_early = 0; kw_early < 100; kw_early++)); do if kw_gone "$kw_pid"; then break; fi; done
			((kw_early < 100)) || exec 200<>"$kw_alive"
		fi
		if ((kw_early < 100)) || kw_gone "$kw_pid"; then wait "$kw_pid"; kw_end "$kw_number" "$kw_pid" $?; break; fi
		kw_settle
		: "${'${kw_since:=$((kw_now - 5))}'}"
		if ((kw_now - kw_since >= ${Math.min(patience, limit) * 100})); then
			kw_slow+=("$kw_number $kw_pid $kw_since")
			break
		fi
	done
done
exec 200<>"$kw_alive"
while kw_settle; ((${'${#kw_slow[@]}'} > 0)); do kw_wait; done
echo end`;

/** The first places are in memory, so questions can be asked of a host whose disk is full. */
const findPlace = String.raw`
dir=
for place in /dev/shm /run "${'${TMPDIR:-/tmp}'}" /var/tmp; do
	mkdir -m 700 "$place/kubewalk-$mark" 2>/dev/null || continue
	dir=$place/kubewalk-$mark
	if save 2>/dev/null && mkfifo "$dir/alive1" "$dir/alive2"; then break; fi
	rm -rf "$dir"
	dir=
done
if [ -z "$dir" ]; then tell problem 'no directory with room can be made in /dev/shm, /run, /tmp or /var/tmp'; exit 1; fi
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
command -v bash >/dev/null || { tell problem 'it has no bash'; exit 1; }`;

/**
 * The asker's output ends when nobody holds it any more, so a death of any kind is noticed. What was under way then is
 * asked once more, apart; where even that ends the asker, the last one asked has done it. Many questions have two askers,
 * because a host of a cluster has at least two CPUs.
 */
const askAll = String.raw`
todo= codes= way=together number=1
while [ "$number" -le "$total" ]; do todo="$todo $number" number=$((number + 1)); done
while [ -n "$todo" ]; do
	one=$todo other= askers=1
	if [ "$way" = together ] && [ "$total" -ge 8 ]; then
		one= askers=2
		for number in $todo; do if [ $((number % 2)) -eq 0 ]; then other="$other $number"; else one="$one $number"; fi; done
	fi
	said=$(
		exec 2>/dev/null </dev/null
		[ -z "$other" ] || bash "$dir/ask" "$dir" "$way" 2 $other &
		bash "$dir/ask" "$dir" "$way" 1 $one
		wait
	)
	now= last= ended=0
	set -- $said
	while [ "$#" -gt 0 ]; do
		what=$1 number=${'${2-}'} value=${'${3-}'}
		if [ "$what" = end ]; then ended=$((ended + 1)); shift; continue; fi
		[ "$#" -ge 3 ] || break
		shift 3
		case $what in
		asked) last=$number; now="$now $number:$value" ;;
		code) codes="$codes $number=$value"; now=" $now "; now="${'${now%% "$number":*} ${now#* "$number":* }'}" ;;
		esac
	done
	[ "$ended" -lt "$askers" ] || break
	for one in $now; do kill -KILL "-${'${one#*:}'}" 2>/dev/null; done
	if [ -z "$last" ]; then tell problem 'its bash ends before it asks anything'; exit 1; fi
	case "$way$codes " in together*|*" $last="*) ;; *) codes="$codes $last=137" ;; esac
	way=apart left=
	for number in $todo; do case "$codes " in *" $number="*) ;; *) left="$left $number" ;; esac; done
	todo=$left
done`;

/**
 * What nobody printed is not sent. Three programs send the rest, whatever the number of questions: one copy, one look at
 * the sizes, one sending. Output only grows, so sizes that add up to the copy's are those of the copy; a process left
 * behind that still writes is rare, and so is much output: then each goes by itself.
 */
const tellAll = String.raw`
cd "$dir" || exit 1
number=1
set --
while [ "$number" -le "$total" ]; do
	for file in "$number.out" "$number.err"; do [ ! -s "$file" ] || set -- "$@" "$file"; done
	number=$((number + 1))
done
tell codes "$codes"
if [ "$#" -eq 0 ]; then say end 0; exit 0; fi
cat "$@" > all 2>/dev/null
sizes=$(wc -c all "$@")
sum=0 all=0 most=0 size=
for file in $sizes; do
	if [ -z "$size" ]; then size=$file; continue; fi
	case $file in all) all=$size ;; total) ;; *) sum=$((sum + size)); [ "$size" -le "$most" ] || most=$size ;; esac
	size=
done
if [ "$sum" -eq "$all" ] && [ "$most" -le ${half * 2} ]; then
	tell sizes "$sizes"
	say all "$all"
	cat all
else
	rm -f all
	for file; do
		n=$(size "$file")
		if [ "$n" -le ${half * 2} ]; then send part "$file" "$file" 0 "$n"; continue; fi
		send part "$file" "$file" 0 ${half}
		say cut "$file" "$((n - ${half * 2}))" 0
		send part "$file" "$file" "$((n - ${half}))" ${half}
	done
fi
say end 0`;

/** The script that asks; to be read by a POSIX shell from stdin. */
export const questionsScript = (questions: readonly string[], timeout: Seconds, mark: string): string => {
	const text = `kw_questions=(\n${questions.map(quote).join('\n')}\n)${asker(timeout)}`;
	// A shell's own printf starts no program.
	const save = `save() {\nprintf '%s\\n' ${quote(text)} > "$dir/ask"\n}`;
	return whole(`${preamble(mark)}\ntotal=${questions.length}\n${save}${findPlace}\nsay begin 0${askAll}${tellAll}`);
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
	const parts = Array.from({length: count}, () => ({out: createText(), err: createText(), exit: 124}));
	let state: 'waiting' | 'begun' | 'ended' = 'waiting';
	let problem: string | undefined;
	let sizes: readonly (readonly [file: string, size: number])[] = [];
	/** `7.err` is what the seventh question said on stderr. */
	const textOf = (file: string) => {
		const [number, stream] = file.split('.');
		return parts[Number(number) - 1]?.[stream === 'err' ? 'err' : 'out'];
	};
	const cutUp = (bytes: Buffer): void => {
		let at = 0;
		for (const [file, size] of sizes) textOf(file)?.add(bytes.subarray(at, (at += size)));
	};
	return {
		onFrame: ({kind, fields: [file = '', value], bytes}) => {
			if (kind === 'begin') state = 'begun';
			if (kind === 'end') state = 'ended';
			if (kind === 'problem') problem = bytes.toString();
			if (kind === 'codes') {
				for (const [, number, code] of bytes.toString().matchAll(/(\d+)=(\d+)/g)) {
					const part = parts[Number(number) - 1];
					if (part) part.exit = Number(code);
				}
			}
			if (kind === 'sizes') {
				const lines = bytes.toString().matchAll(/(\d+) (\d+\.(?:out|err))/g);
				sizes = [...lines].map(([, size, file]) => [file!, Number(size)]);
			}
			if (kind === 'all') cutUp(bytes);
			if (kind === 'part') textOf(file)?.add(bytes);
			if (kind === 'cut') textOf(file)?.skip(Number(value));
		},
		begun: () => state !== 'waiting',
		answers: () =>
			state === 'ended'
				? parts.map(({exit, out, err}) => ({exit, stdout: out.text(), stderr: err.text()}))
				: undefined,
		problem: () => problem,
	};
};
