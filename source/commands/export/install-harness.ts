// The part of install.sh that is the same for every plan. It has to run under the bash 3.2 of macOS, too.
export const installHarness = String.raw`
set -u
folder=$(cd "$(dirname "$0")" && pwd)
there=${'$'}{KUBEWALK_FOLDER:-/var/lib/kubewalk/by-script}
logs=$folder/logs
kept=$folder/captured.env
from='' away=' '
sockets=$(mktemp -d)
trap 'rm -rf "$sockets"' EXIT
ssh_options=(-o ControlMaster=auto -o ControlPersist=60 -o "ControlPath=$sockets/%C" -o ServerAliveInterval=15 -o ConnectTimeout=10)

stop() { # exit code, sentence
	printf '%s\n' "$2" >&2
	exit "$1"
}

as_root() { # host, command line
	reach "$1" "$(sudo_on "$1")sh -c $(printf '%q' "$2")"
}

on_host() { # host, arguments of its script
	local host=$1
	shift
	if [ "$host" = operator ]; then
		bash "$folder/operator.sh" "$@" </dev/null
	else
		as_root "$host" "bash $there/$host.sh $*" </dev/null
	fi
}

send() { # host: its script, readable by root alone
	as_root "$1" "umask 077 && mkdir -p $there && cat > $there/$1.sh" <"$folder/$1.sh"
}

values_to() { # hosts
	local host
	[ -f "$kept" ] || return 0
	for host in "$@"; do
		if [ "$host" != operator ]; then as_root "$host" "umask 077 && cat > $there/captured.env" <"$kept"; fi
	done
}

values_from() { # hosts: what they captured takes the place of older values, because it comes last
	local host
	for host in "$@"; do
		if [ "$host" != operator ]; then
			(umask 077 && as_root "$host" "if [ -f $there/captured.env ]; then cat $there/captured.env; fi" </dev/null >>"$kept") || return
		fi
	done
}

ask_again() { # asks the hosts that make them for values that are missing or have run out
	local host
	echo 'Asking for it now.'
	for host in ${'$'}{capturing_hosts[@]+"${'$'}{capturing_hosts[@]}"}; do
		on_host "$host" --capture && values_from "$host"
	done
}

show() { # host: each line of its output with its name before it
	local line
	while IFS= read -r line || [ -n "$line" ]; do printf '[%s] %s\n' "$1" "$line"; done
}

one() { # host, task
	on_host "$1" --task "$2" 2>&1 | tee -a "$logs/$1.log" | show "$1"
	return "${'$'}{PIPESTATUS[0]}"
}

judge() { # exit code, host, task
	case $1 in
		0) ;;
		255)
			case $spare_hosts in
				*" $2 "*)
					printf '%s cannot be reached; going on without it.\n' "$2" >&2
					away="$away$2 "
					;;
				*) stop 3 "$2 cannot be reached; see to it, then go on with: bash install.sh${'${3:+ --from $3}'}" ;;
			esac
			;;
		*) stop 1 "$3 failed on $2 (exit code $1, see above and $logs/$2.log); mend it, then go on with: bash install.sh --from $3" ;;
	esac
}

attempt() { # host, task: once more when a value had run out
	local code
	one "$1" "$2"
	code=$?
	if [ "$code" -eq 75 ]; then
		ask_again
		values_to "$1"
		one "$1" "$2"
		code=$?
	fi
	judge "$code" "$1" "$2"
}

together() { # task, hosts: whatever happens on one, the others come to their end
	local task=$1 pid pids='' codes=''
	shift
	for host in "$@"; do
		one "$host" "$task" &
		pids="$pids $!"
	done
	for pid in $pids; do
		wait "$pid"
		codes="$codes $?"
	done
	for code in $codes; do
		if [ "$code" -eq 75 ]; then attempt "$1" "$task"; else judge "$code" "$1" "$task"; fi
		shift
	done
}

stage() { # id, title
	printf '\n%s\n' "$2"
}

task() { # task, what it does with captured values, together or one-by-one, hosts
	local task=$1 carry=$2 pace=$3 host hosts=''
	shift 3
	if [ -n "$from" ] && [ "$from" != "$task" ]; then return; fi
	from=''
	for host in "$@"; do
		case $away in
			*" $host "*) ;;
			*) hosts="$hosts $host" ;;
		esac
	done
	# Names of hosts are DNS labels: they may be split at blanks.
	# shellcheck disable=SC2086
	set -- $hosts
	[ $# -gt 0 ] || return 0
	case $carry in n*) values_to "$@" ;; esac
	if [ "$pace" = together ] && [ $# -gt 1 ]; then
		together "$task" "$@"
	else
		for host in "$@"; do attempt "$host" "$task"; done
	fi
	case $carry in *c) values_from "$@" ;; esac
}

begin() { # the arguments of the script
	local host code
	if [ "${'$'}{1:-}" = --from ] && [ $# -eq 2 ]; then
		from=$2
	elif [ $# -gt 0 ]; then
		stop 2 "$1 is not known; there is --from TASK, and bash HOST.sh --list shows the tasks."
	fi
	mkdir -p "$logs"
	for host in "${'$'}{remote_hosts[@]}"; do
		send "$host"
		code=$?
		if [ "$code" -ne 0 ]; then judge 255 "$host" "$from"; fi
	done
}

end() {
	local host
	[ -z "$from" ] || stop 2 "No task is called $from; bash HOST.sh --list shows the tasks."
	for host in "${'$'}{remote_hosts[@]}"; do
		case $away in *" $host "*) ;; *) as_root "$host" "rm -rf $there" </dev/null ;; esac
	done
	rm -f "$kept"
	if [ "$away" != ' ' ]; then stop 3 "Done, but without:$away"; fi
	printf '\nDone.\n'
}
`.trim();
