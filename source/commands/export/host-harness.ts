// The part of a host's script that is the same on every host: order, looking first, waiting, captured values.
export const harness = String.raw`
set -u
umask 022
export LC_ALL=C LANG=C HOME="${'$'}{HOME:-/root}" PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
kubewalk_folder=$(cd "$(dirname "$0")" && pwd)
kubewalk_kept=$kubewalk_folder/captured.env
kubewalk_mode=run kubewalk_only_stage='' kubewalk_only_task='' kubewalk_from='' kubewalk_seen='' kubewalk_stage=''

kubewalk_stop() { # exit code, sentence
	printf '%s: %s\n' "$kubewalk_host" "$2" >&2
	exit "$1"
}

kubewalk_read() {
	# shellcheck source=/dev/null
	if [ -f "$kubewalk_kept" ]; then set -a; . "$kubewalk_kept"; set +a; fi
}

kubewalk_has() { # variable: is the value there, and still good
	local until=$1_UNTIL
	[ -n "${'$'}{!1:-}" ] && [ "$(date +%s)" -lt "${'$'}{!until:-9999999999}" ]
}

kubewalk_keep() { # variable, value, seconds it lasts or 0
	local others=''
	if [ -f "$kubewalk_kept" ]; then others=$(grep -Ev "^$1(_UNTIL)?=" "$kubewalk_kept"); fi
	(
		umask 077
		{
			if [ -n "$others" ]; then printf '%s\n' "$others"; fi
			printf '%s=%q\n' "$1" "$2"
			if [ "$3" -gt 0 ]; then printf '%s_UNTIL=%s\n' "$1" "$(($(date +%s) + $3))"; fi
		} >"$kubewalk_kept.new" && mv "$kubewalk_kept.new" "$kubewalk_kept"
	) || kubewalk_stop 1 "$kubewalk_kept cannot be written; run this from a folder that can be."
	kubewalk_read
}

kubewalk_capture() { # variable, name, seconds it lasts or 0, what prints it
	local value code
	value=$("$4" </dev/null)
	code=$?
	if [ "$code" -ne 0 ] || [ -z "$value" ]; then
		kubewalk_stop 1 "$2 could not be read on this host; has the task that makes it run here?"
	fi
	kubewalk_keep "$1" "$value" "$3"
	printf '+ %s is in %s\n' "$2" "$kubewalk_kept"
}

kubewalk_need() { # variable, name, the host that has it
	kubewalk_has "$1" && return
	if [ "$3" = "$kubewalk_host" ]; then
		kubewalk_captures missing >&2
		kubewalk_has "$1" && return
	fi
	kubewalk_stop 75 "$2 is missing or has run out; on $3 run: bash $3.sh --capture, and bring captured.env from there to $kubewalk_kept"
}

kubewalk_wanted() { # task: is it one of those that were asked for
	if [ -n "$kubewalk_only_task" ] && [ "$kubewalk_only_task" != "$1" ]; then return 1; fi
	if [ -n "$kubewalk_only_stage" ] && [ "$kubewalk_only_stage" != "$kubewalk_stage" ]; then return 1; fi
	if [ "$kubewalk_from" = "$1" ]; then kubewalk_from=''; fi
	[ -z "$kubewalk_from" ]
}

kubewalk_verified() { # name of the task's functions, seconds to go on asking
	local question=check_$1 deadline=$((SECONDS + $2))
	if declare -F "verify_$1" >/dev/null; then question=verify_$1; fi
	until "$question" </dev/null >"$kubewalk_answer" 2>&1; do
		[ "$SECONDS" -lt "$deadline" ] || return 1
		sleep 2
	done
}

kubewalk_task() { # task, title, seconds to go on verifying, how often to try again
	local task=$1 title=$2 within=$3 again=$4 name=${'$'}{1//-/_} code
	kubewalk_wanted "$task" || return 0
	kubewalk_seen=yes
	if [ "$kubewalk_mode" = list ]; then
		printf '%s\t%s\t%s\n' "$kubewalk_stage" "$task" "$title"
		return
	fi
	if "check_$name" </dev/null >/dev/null 2>&1; then
		printf '= %s: already so\n' "$title"
		return
	fi
	printf '> %s\n' "$title"
	while true; do
		"run_$name" </dev/null
		code=$?
		if [ "$code" -eq 0 ]; then break; fi
		if [ "$code" -eq 75 ]; then exit 75; fi
		if [ "$again" -eq 0 ]; then
			kubewalk_stop 1 "$task failed with exit code $code (see above); mend it, then go on with: bash $kubewalk_host.sh --from $task"
		fi
		again=$((again - 1))
		sleep 3
	done
	if ! kubewalk_verified "$name" "$within"; then
		tail -n 5 "$kubewalk_answer" >&2
		kubewalk_stop 1 "$task ran, but looking afterwards says it is not so; mend it, then go on with: bash $kubewalk_host.sh --from $task"
	fi
	printf '+ %s: done\n' "$title"
	if declare -F "captures_$name" >/dev/null; then "captures_$name" all; fi
}

kubewalk_begin() { # the arguments of the script
	while [ $# -gt 0 ]; do
		case $1 in
			--list) kubewalk_mode=list ;;
			--capture) kubewalk_mode=capture ;;
			--stage | --task | --from)
				[ $# -ge 2 ] || kubewalk_stop 2 "$1 needs a name; bash $kubewalk_host.sh --list shows them."
				case $1 in
					--stage) kubewalk_only_stage=$2 ;;
					--task) kubewalk_only_task=$2 ;;
					--from) kubewalk_from=$2 ;;
				esac
				shift
				;;
			*) kubewalk_stop 2 "$1 is not known; there are --list, --stage ID, --task ID, --from TASK and --capture." ;;
		esac
		shift
	done
	if [ "$kubewalk_mode" = list ]; then return; fi
	if [ -n "$kubewalk_root" ] && [ "$(id -u)" -ne 0 ]; then
		kubewalk_stop 2 "this has to run as root, for example: sudo bash $kubewalk_host.sh"
	fi
	kubewalk_read
	if [ "$kubewalk_mode" = capture ]; then
		kubewalk_captures missing
		exit
	fi
	kubewalk_answer=$(mktemp)
	trap 'rm -f "$kubewalk_answer"' EXIT
}

kubewalk_end() {
	[ -n "$kubewalk_seen" ] || kubewalk_stop 2 "no task here has that name; bash $kubewalk_host.sh --list shows them."
}
`.trim();
