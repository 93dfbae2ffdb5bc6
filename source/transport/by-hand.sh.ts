// What an operator pastes into a root shell of a host that kubewalk does not reach. Its output comes back through a
// terminal and a clipboard, so each line carries a sign, long ones are folded, and markers say what belongs together:
//   --- kubewalk m2 7f3a1c begin ---
//   | a line of stdout
//   |+ and its continuation
//   ! a line of stderr
//   --- kubewalk m2 7f3a1c 1/5 exit 0 lines 3 ---
// A job keeps what it printed in a directory of its own: run once more, the same text only prints it again.
import type {Seconds} from '../engine/declare.ts';
import {quote} from '../engine/script.ts';
import type {Next} from '../engine/transport.ts';
import {cksum} from './cksum.ts';

/** Where jobs that were run by hand keep their output; root's alone. */
export const base = '/var/lib/kubewalk/by-hand';

export type Place = {readonly host: string; readonly tag: string};

/** A line longer than this wraps on a terminal of 80 columns. */
const width = 70;

const harness = ({host, tag}: Place): string => String.raw`
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C LANG=C
export PATH LC_ALL LANG
unset LANGUAGE
umask 077
trap 'exit 1' HUP INT TERM
cr=$(printf '\r') escape=$(printf '\033')
say() { echo "--- kubewalk ${host} ${tag} $* ---"; }
put() { printf '%s %s\n' "$1" "$2"; printf '%s %s\n' "$1" "$2" >> "$shown"; }
show() {
	while IFS= read -r line || [ -n "$line" ]; do
		line=${'${line%"$cr"}'}
		line=${'${line##*"$cr"}'}
		case $line in *[[:cntrl:]]*)
			line=$(printf '%s\n' "$line" | sed "s/$escape\[[0-9;?]*[A-Za-z]//g" | tr '\t' ' ' | tr -d '\001-\037\177')
		esac
		sign=$1
		while [ "${'${#line}'}" -gt ${width} ]; do
			cut=$(printf '%.${width}s' "$line")
			until case $cut in *[[:graph:]]) true ;; '') true ;; *) false ;; esac; do cut=${'${cut%?}'}; done
			[ -n "$cut" ] || break
			put "$sign" "$cut"
			line=${'${line#"$cut"}'} sign=$1+
		done
		put "$sign" "$line"
	done
}
count() { set -- $(wc -l < "$shown"); echo "$1"; }
[ "$(id -u)" = 0 ] || { say not root; exit 1; }
`;

const rooms = ({tag}: Place): string => `
for room in /dev/shm /run /tmp /var/tmp none; do
	room=$room/kubewalk-${tag}
	rm -rf "$room" 2>/dev/null
	mkdir -m 700 "$room" 2>/dev/null && break
done
[ -d "$room" ] || { say no room; exit 1; }
trap 'rm -rf "$room"' EXIT
ask() {
	shown=$room/shown
	cat > "$room/question"
	left=$2
	while :; do
		{ ( umask 022; timeout "$3" bash "$room/question" ) </dev/null >"$room/out" 2>"$room/err"; code=$?; } 2>/dev/null
		[ "$code" -ne 0 ] && [ "$left" -gt 0 ] || break
		sleep 2
		left=$((left - 2))
	done
	: > "$shown"
	head -c 100000 "$room/out" | show '|'
	head -c 100000 "$room/err" | show '!'
	say "$1 exit $code lines $(count)"
}
`;

/** Indentation must not reach a shell that completes file names on every tab, so tabs travel as another sign. */
const tabSigns = ['␉', '⇥', '⭾'];

const document = (text: string, end: string): string => `<<'${end}'\n${text}\n${end}`;

const pasted = ({host, tag}: Place, body: string): string => {
	const sign = tabSigns.find(one => !body.includes(one)) ?? '\t';
	const text = body.trim().replaceAll('\t', sign);
	return [
		// The space in front keeps it out of the history where the shell is told so (HISTCONTROL=ignorespace).
		` sh <<'kubewalk-${tag}'`,
		`text=$(cat ${document(text, `text-${tag}`)}`,
		')',
		`[ "$(printf '%s\\n' "$text" | cksum | tr -d ' ')" = ${cksum(`${text}\n`).replace(' ', '')} ] ||`,
		`{ why=damaged; echo "--- kubewalk ${host} ${tag} $why ---"; exit 1; }`,
		`eval "$(printf '%s\\n' "$text" | sed "s/${sign}/$(printf '\\t')/g")" </dev/null`,
		`kubewalk-${tag}`,
		'',
	].join('\n');
};

const asks = (place: Place, questions: readonly Next[], timeout: Seconds, first: number, of: number): string =>
	questions
		.map(
			({ask, within = 0}, index) =>
				`ask ${first + index}/${of} ${Math.ceil(within)} ${Math.ceil(timeout)} ${document(ask, `end-${place.tag}`)}`,
		)
		.join('\n');

/** All questions at once; nothing is changed. */
export const questionsSheet = (place: Place, questions: readonly string[], timeout: Seconds): string => {
	const asked = questions.map(ask => ({ask}));
	return pasted(
		place,
		`${harness(place)}${rooms(place)}say begin\n${asks(place, asked, timeout, 1, asked.length)}\nsay end`,
	);
};

const record = (id: string): string => `
dir=${quote(`${base}/${id}`)}
shown=$dir/shown
born() { set -- $(cat "/proc/$1/stat" 2>/dev/null); echo "$\{22} $(cat /proc/sys/kernel/random/boot_id)"; }
runs() { [ -e "$dir/pid" ] && read -r pid since < "$dir/pid" && [ "$(born "$pid")" = "$since" ]; }
mkdir -p ${base} && chmod 700 ${base} || { say no room; exit 1; }
`;

/** What is known of a job that has its directory already. */
const known = `
	if [ -e "$dir/never" ]; then say not run; exit 0; fi
	if [ ! -e "$dir/exit" ] && runs; then say running; exit 0; fi
	[ ! -e "$shown" ] || cat "$shown"`;

const ending = (of: number): string => `
code=125
[ ! -e "$dir/exit" ] || read -r code < "$dir/exit"
say "1/${of} exit $code lines $(count)"`;

export type HandJob = {readonly id: string; readonly script: string};

/** Runs the job unless it was run before; when it ended well, asks what is asked next anyway. */
export const jobSheet = (place: Place, job: HandJob, next: readonly Next[], timeout: Seconds): string => {
	const of = 1 + next.length;
	const run = `
run() {
	{ { { bash -euo pipefail "$dir/script" </dev/null 3>&- 4>&-; echo "$?" > "$dir/code"; } 2>&1 >&3 3>&- | show '!' >&4
	} 3>&1 | show '|'; } 4>&1
	rm -f "$dir/script"
	mv "$dir/code" "$dir/exit"
}
say begin
if mkdir "$dir" 2>/dev/null; then
	echo "$$ $(born $$)" > "$dir/pid"
	: > "$shown"
	cat > "$dir/script" ${document(job.script, `end-${place.tag}`)}
	( umask 022; run )
else${known}
fi`;
	const questions = next.length === 0 ? '' : `\n[ "$code" = 0 ] || { say end; exit 0; }\n${rooms(place)}`;
	const asked = asks(place, next, timeout, 2, of);
	return pasted(place, `${harness(place)}${record(job.id)}${run}${ending(of)}${questions}${asked}\nsay end`);
};

/** Looks whether the job was run, and keeps it from being run from now on. */
export const lookSheet = (place: Place, id: string): string =>
	pasted(
		place,
		`${harness(place)}${record(id)}say begin
if mkdir "$dir" 2>/dev/null; then
	: > "$dir/never"
	say not run
	exit 0
else${known}
fi${ending(1)}
say end`,
	);
