// What runs a job on its host, in POSIX sh; its files are told in job.sh.ts.

/** Start time and boot tell a process from a later one with the same number. Only builtins: it is asked often. */
export const processes = String.raw`
look() {
	born=
	if [ -r /proc/self/stat ]; then
		IFS= read -r stat 2>/dev/null < "/proc/$1/stat" || return 0
		set -- ${'${stat##*)}'}
		[ "$1" = Z ] || born=${'${20}'}
	else
		born=$(ps -o lstart= -p "$1" 2>/dev/null | tr -c 'A-Za-z0-9\n' _)
	fi
}
read -r boot 2>/dev/null < /proc/sys/kernel/random/boot_id || boot=$(sysctl -n kern.boottime | tr -c 'A-Za-z0-9\n' _)`;

/** Starts its words in a session of their own. */
export const detach = String.raw`
detach() {
	if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
	exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV or exit 127' "$@"
}`;

/**
 * Arguments: directory, mark, limit in seconds; says on stdout when the job is claimed and when it has ended, for who started
 * it if he is there still (a trap that does nothing, because who ignores PIPE has the script ignore it). Runs detached; only one of many gets past the claim. Whoever ends it without
 * asking us (a shutdown, a kill) interrupts the job.
 */
export const runner = String.raw`${processes}${detach}
dir=$1 mark=$2 limit=$3 word=ended p= k=
exec 3>&1 >/dev/null
trap : PIPE
halt() {
	word=$1
	[ -n "$p" ] || return 0
	kill -TERM "-$p" 2>/dev/null
	( detach sh -c 'sleep 5; kill -KILL "-$1"' limit "$p" ) </dev/null >/dev/null 2>&1 3>&- & k=$!
}
trap 'halt timeout' USR1
trap 'if [ -e "$dir/stop" ]; then halt stopped; else halt interrupted; fi' TERM
# Beats for who started the job, while he is there; then says that its time is over.
watch() {
	trap 'kill $!; exit' TERM
	trap : PIPE
	left=$((limit * 10)) nap=0.3 tenths=3
	while [ "$left" -gt 0 ]; do
		sleep "$nap" & wait $! || { nap=1 tenths=10; sleep 1 & wait $!; }
		left=$((left - tenths))
		echo beat >&3 || { sleep $((left / 10 + 1)) & wait; break; }
	done
	look $$
	[ "$born" != "$since" ] || kill -USR1 $$
}
look $$
since=$born
set -C
if ! { printf '%s %s %s\n' "$$" "$born" "$boot" > "$dir/pid"; } 2>/dev/null; then
	rm -f "$dir"/*."$mark"
	exit 0
fi
set +C
sync "$dir/pid" "$dir" "$dir/.." 2>/dev/null || sync
echo claimed >&3
code=130 w=
if [ -e "$dir/stop" ]; then word=stopped; fi
if [ "$word" = ended ]; then
	( umask 022; detach bash -euo pipefail "$dir/script.$mark" ) </dev/null >>"$dir/out" 2>>"$dir/err" 3>&- & p=$!
	look "$p"
	echo "$p $born" > "$dir/group"
	watch </dev/null 2>/dev/null & w=$!
	[ ! -e "$dir/stop" ] || halt stopped
	while :; do wait "$p"; code=$?; kill -0 "$p" 2>/dev/null || break; done
	trap '' USR1 TERM
	kill -TERM "$w"
fi
if [ "$word" != ended ] && [ -n "$p" ]; then
	n=0
	while kill -0 "-$p" 2>/dev/null && [ "$n" -lt 25 ]; do sleep 0.2 2>/dev/null || sleep 1; n=$((n + 1)); done
	kill -KILL "-$p" 2>/dev/null
	[ -z "$k" ] || kill -KILL "-$k" 2>/dev/null
fi
case $word in timeout) code=124 ;; interrupted) code=125 ;; stopped) code=130 ;; esac
for one in "$dir"/script.*; do [ ! -e "$one" ] || printf '' > "$one"; done
n=0
until printf '%-20s\n' "$code $word" 1<>"$dir/exit" || [ "$n" -gt 100 ]; do sleep 5; n=$((n + 1)); done
sync "$dir/out" "$dir/err" "$dir/exit" 2>/dev/null || sync
echo ended >&3`;
