// Questions: all of them in one script and one round trip. Bash asks them, each in a fork of its own that leads its own
// process group, so that one that hangs, kills its shell or prints a mark does not disturb the others. What can leave
// only variables behind in a shell needs no fork. They change nothing, so they need no exactly-once.
import type {Answer, Seconds} from '../engine/declare.ts';
import {quote} from '../engine/script.ts';
import {createText} from './bounded-text.ts';
import {type Frame, preamble, whole} from './frames.ts';
import {shareShell} from './share-shell.ts';

/** A question that takes longer than this no longer holds up the next one, so one round trip cannot take n timeouts. */
const patience = 2;

/** Files a question may write and output that travels, so that a `yes` cannot fill the host's memory (bash counts KiB). */
const blocks = 65_536;
const half = 4_194_304;

/**
 * Walkers walk along the questions; what one has claimed the others pass by. Arguments: where to keep what is known, how
 * to ask, and the numbers of the questions. All that is known is the name of an empty file, which is cheap, fits where
 * nothing else fits any more, and is still there when any of them is killed:
 *
 *   1.7.out 1.7.err   the seventh question was claimed in the first try; what it says
 *   1.7.group.4242    the process group that ends with it: its own, or the walker's where they share one shell
 *   1.7.code.0        its exit code
 *   1.over            nothing counts any more that ends now
 *
 * A walker waits for its question for as long as that takes. It is a bash of its own that leads a group, so that a question
 * that kills its shell, and one in the walker's shell whose time is over, ends the walker and nobody else.
 */
const walker = (questions: readonly string[]): string => {
	const shared = questions.map(shareShell);
	const light = shared.flatMap((one, index) => (one === undefined ? [] : [index + 1]));
	const variables = [...new Set(shared.flatMap(one => one ?? []))].join(' ');
	// On the first line, so that what bash says about a question counts the question's lines.
	return String.raw`kw_ask() { set +C --; eval "$kw_question"; }
kw_try=$1 kw_way=$2 kw_light='${light.join(' ')}'
shift 2
kw_questions=(
${questions.map(quote).join('\n')}
)
# Where one of them is set already, an answer could depend on that.
for kw_name in ${variables}; do [ -z "${'${!kw_name+x}'}" ] || kw_light=; done
if [ "$kw_way" = apart ]; then
	kw_light=
	kw_ask() { printf '%s\n' "$kw_question" > "$kw_place.sh"; exec bash "$kw_place.sh"; }
fi
umask 022
ulimit -f ${blocks}
# Fails when another has claimed it.
kw_take() {
	kw_place=$kw_try.$1 kw_question=${'${kw_questions[$1 - 1]}'} kw_group= kw_code=
	set -C
	[ ! -e "$kw_place.out" ]
}
kw_keep() {
	[ ! -e "$kw_try.over" ] || exit
	[ -e "$kw_place.code.124" ] || : > "$kw_place.code.$kw_code"
}
exec 4>&1 >/dev/null
# In a function it ends the question, as exit ends a shell.
alias exit=return
shopt -s expand_aliases
for kw_number in $kw_light; do
	kw_take "$kw_number" || continue
	{ : > "$kw_place.group.$$"; kw_ask; kw_code=$?; unset -v ${variables}; } > "$kw_place.out" 2> "$kw_place.err"
	[ -z "$kw_code" ] || kw_keep
done 4>&- 5<&-
unalias exit
shopt -u expand_aliases
for kw_number; do
	kw_take "$kw_number" || continue
	set -m
	{ ( kw_ask ) 4>&- 5<&- & kw_group=$!; } > "$kw_place.out" 2> "$kw_place.err"
	[ -n "$kw_group" ] || continue
	: > "$kw_place.group.$kw_group"
	# One that only stops itself has not ended.
	while wait "$kw_group"; kw_code=$?; ((kw_code > 128)) && kill -0 "$kw_group"; do sleep 0.2; done
	set +m
	kw_keep
	kill -KILL -- "-$kw_group"
done
read -r -u 5
kill -KILL -- "-$$"`;
};

/**
 * The bash that sends the walkers, for one try. It waits for the end of the pipe that they hold, and now and then looks at
 * what is open: a second walker goes when there is much to do (a host of a cluster has at least two CPUs), another past
 * each question that takes long, and one whose time is over it ends. At last it says `end` and whose output is left to
 * others. The time is the kernel's: the host's clock may jump. Whoever starts a walker is gone before it asks, so that
 * neither $$ nor $PPID in a question is this bash.
 *
 * When it or a walker was killed there is another try, where each question that is left has a bash of its own; when that
 * ends early too, the last question that was claimed has done it.
 */
const watcher = (total: number, limit: Seconds, mark: string): string => String.raw`
dir=$1 try=$2 way=together groups=() codes=() from=() since=() slow=()
# A walker's pipe stays open until those before it are gone too.
send() { exec 5< <(exec 3>&-; set -m; bash "$dir/walk" "$dir/$try" "$way" $todo &); }
# Succeeds when so many seconds have passed. Bash 3 knows whole ones, and does not say whether they were over.
rest() {
	local before=$SECONDS
	if ((BASH_VERSINFO[0] > 3)); then read -r -t "$1" -u 5; (($? > 128)); else read -r -t 1 -u 5; ((SECONDS > before)); fi
}
# Succeeds when every question has its exit code.
learn() {
	local name IFS=.
	for name in "$dir/$1".*.group.* "$dir"/*.code.*; do
		[ -e "$name" ] || continue
		set -- ${'${name##*/}'}
		case $3 in group) groups[$2]=$4 ;; *) from[$2]=$1 codes[$2]=$4 ;; esac
	done
	((${'${#codes[@]}'} == ${total}))
}
look() {
	local n now age
	if read -r now _ < /proc/uptime; then now=${'${now/./}'}; else now=$((SECONDS * 100)); fi
	for n in "${'${!groups[@]}'}"; do
		[ -z "${'${codes[n]}'}" ] || continue
		: "${'${since[n]:=$now}'}"
		age=$((now - since[n]))
		if ((age >= ${Math.min(patience, limit) * 100})) && [ -z "${'${slow[n]}'}" ]; then slow[n]=1; send; fi
		if ((age >= ${Math.ceil(limit * 100)})); then : > "$dir/$try.$n.code.124"; kill -KILL -- "-${'${groups[n]}'}"; fi
	done
}
try_again() {
	local n before=$((try - 1)) last=
	way=apart
	: > "$dir/$before.over"
	learn "$before"
	for n in "${'${!groups[@]}'}"; do [ -n "${'${codes[n]}'}" ] || kill -KILL -- "-${'${groups[n]}'}"; done
	groups=()
	for ((n = ${total}; before > 1 && n > 0; n--)); do
		[ -e "$dir/$before.$n.out" ] || continue
		[ -n "${'${codes[n]}'}" ] || : > "$dir/$before.$n.code.137"
		break
	done
	learn "$try"
}
tell() { printf '\n${mark} %s %s\n%s' "$1" "${'${#2}'}" "$2" >&3; }
tell_all() {
	local n file text left=
	tell codes "${'${codes[*]}'}"
	for ((n = 1; n <= ${total}; n++)); do
		for file in "${'${from[n]}'}.$n.out" "${'${from[n]}'}.$n.err"; do
			[ -s "$dir/$file" ] || continue
			# It fails at the end of the file: then this is all of it, and no NUL is in it.
			if IFS= read -r -d '' -n 4096 text < "$dir/$file"; then left="$left $file"; else tell "part $file" "$text"; fi
		done
	done
	echo "end$left"
}
exec 5</dev/null
((try == 1)) || try_again
todo=
for ((n = 1; n <= ${total}; n++)); do [ -n "${'${codes[n]}'}" ] || todo="$todo $n"; done
send
if rest 0.1 && ((try == 1 && ${total} >= 8)); then send; fi
while rest 0.25; do if learn "$try"; then break; fi; look; done
learn "$try" && tell_all`;

/** The first places are in memory, so questions can be asked of a host whose disk is full. */
const findPlace = String.raw`
dir=
for place in /dev/shm /run "${'${TMPDIR:-/tmp}'}" /var/tmp; do
	mkdir -m 700 "$place/kubewalk-$mark" 2>/dev/null || continue
	dir=$place/kubewalk-$mark
	if save 2>/dev/null; then break; fi
	rm -rf "$dir"
	dir=
done
if [ -z "$dir" ]; then tell problem 'no directory with room can be made in /dev/shm, /run, /tmp or /var/tmp'; exit 1; fi
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
command -v bash >/dev/null || { tell problem 'it has no bash'; exit 1; }`;

/**
 * A try is over when neither its bash nor the shell that started it holds the pipe, so a death of any kind is noticed.
 * What the bash has not told is large or binary, and needs programs.
 */
const askAll = String.raw`
exec 3>&1
try=0 said=
until [ -n "$said" ]; do
	try=$((try + 1))
	if [ "$try" -gt $((total + 2)) ]; then tell problem 'its bash ends before it has asked'; exit 1; fi
	said=$(exec 2>/dev/null </dev/null; bash "$dir/watch" "$dir" "$try"; :)
done
for file in ${'${said#end}'}; do
	n=$(size "$dir/$file")
	if [ "$n" -le ${half * 2} ]; then send part "$file" "$dir/$file" 0 "$n"; continue; fi
	send part "$file" "$dir/$file" 0 ${half}
	say cut "$file" "$((n - ${half * 2}))" 0
	send part "$file" "$dir/$file" "$((n - ${half}))" ${half}
done
say end 0`;

/** The script that asks; to be read by a POSIX shell from stdin. */
export const questionsScript = (questions: readonly string[], timeout: Seconds, mark: string): string => {
	const scripts = {walk: walker(questions), watch: watcher(questions.length, timeout, mark)};
	// A shell's own printf starts no program.
	const lines = Object.entries(scripts).map(([name, text]) => `printf '%s\\n' ${quote(text)} > "$dir/${name}"`);
	const save = `save() {\n${lines.join(' &&\n')}\n}`;
	return whole(`${preamble(mark)}\ntotal=${questions.length}\n${save}${findPlace}\nsay begin 0${askAll}`);
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
	/** `1.7.err` is what the seventh question said on stderr. */
	const textOf = (file: string) => {
		const [, number, stream] = file.split('.');
		return parts[Number(number) - 1]?.[stream === 'err' ? 'err' : 'out'];
	};
	return {
		onFrame: ({kind, fields: [file = '', value], bytes}) => {
			if (kind === 'begin') state = 'begun';
			if (kind === 'end') state = 'ended';
			if (kind === 'problem') problem = bytes.toString();
			if (kind === 'codes') {
				for (const [index, code] of bytes.toString().split(' ').entries())
					if (parts[index]) parts[index].exit = Number(code);
			}
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
