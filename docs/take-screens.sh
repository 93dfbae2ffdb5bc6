#!/bin/bash
# Takes the pictures of docs/screens from the real program: rehearsals in tmux, in both languages and two sizes.
# Run after npm ci: bash docs/take-screens.sh [LANGUAGE] [SIZE]
set -euo pipefail
cd "$(dirname "$0")/.."
home=$(mktemp -d)
tmux=(tmux -L kubewalk-screens)
trap '"${tmux[@]}" kill-server 2> /dev/null; sleep 1; rm -rf "$home"' EXIT
mkdir -p docs/screens
# A session that stays, so that the server does.
"${tmux[@]}" new-session -d -s keep

press() { "${tmux[@]}" send-keys -t shot "$@"; }
screen() { "${tmux[@]}" capture-pane -p -t shot; }
# await PATTERN   until the screen shows it, for two minutes
await() {
	for _ in $(seq 600); do
		if screen | grep -qE "$1"; then return 0; fi
		sleep 0.2
	done
	echo "The screen did not show $1:" >&2
	screen >&2
	return 1
}
# shot NAME   once nothing has moved for a moment
shot() {
	local before now
	now=$(screen)
	until [ "$now" = "${before-}" ]; do
		before=$now
		sleep 0.7
		now=$(screen)
	done
	"${tmux[@]}" capture-pane -ep -t shot | npx --no-install node docs/draw-screen.ts > "docs/screens/$1-$language-$columns.svg"
}

# troubleshoot   the same hosts, of which one has a kubelet that somebody stopped, from the start screen to the proof
troubleshoot() {
	"${tmux[@]}" new-session -d -s shot -x "$columns" -y "${size#*x}" \
		"KUBEWALK_HOME=$home/$language-$columns npx --no-install node build/source/bin.js diagnose --lab --lang $language"
	await '1\. '
	shot troubleshoot
	press j
	sleep 0.5
	press Enter
	shot cure
	press y
	await 'Cured|已处理'
	press 7
	shot troubleshooting-report
	press S
	await 'kubewalk'
	press G
	for _ in 1 2 3 4 5 6 7 8; do press j; done
	sleep 0.5
	press Enter
	shot broken
	press j
	press Enter
	sleep 0.5
	"${tmux[@]}" set-buffer 'node-7# kubelet
failed to run Kubelet: running with swap on is not supported, please disable swap'
	"${tmux[@]}" paste-buffer -p -t shot
	sleep 1
	press Enter
	await '1\. '
	shot pasted
	"${tmux[@]}" kill-session -t shot
}

# wizard   a plan by questions, and the plan
wizard() {
	"${tmux[@]}" new-session -d -s shot -x "$columns" -y "${size#*x}" \
		"cd $(mktemp -d -p "$home"); KUBEWALK_HOME=$home/wizard-$language-$columns $PWD/node_modules/.bin/node $PWD/build/source/bin.js --lang $language"
	await kubewalk
	# The list's third line, wherever sessions and plans have left it.
	until screen | grep -qE '› (New plan|新建计划)'; do press j; sleep 0.5; done
	press Enter
	sleep 1
	for answer in '' '10.1.2.11 10.1.2.12 10.1.2.13' '10.1.2.21 10.1.2.22' '' '' 10.1.2.100; do
		if [ -n "$answer" ]; then press "$answer"; fi
		sleep 0.5
		if [ "$answer" != 10.1.2.100 ]; then press Tab; fi
		sleep 0.5
	done
	shot wizard
	"${tmux[@]}" kill-session -t shot
}

for language in ${1:-en zh}; do
	for size in ${2:-80x24 140x40}; do
		columns=${size%x*}
		"${tmux[@]}" new-session -d -s shot -x "$columns" -y "${size#*x}" \
			"KUBEWALK_HOME=$home/$language-$columns npx --no-install node build/source/bin.js --lang $language"
		await kubewalk
		shot start
		press Enter
		await 'm1 m2 m3 w1 w2'
		press a
		# While the other control planes join, back to the task that initialised the first one, and to what it printed.
		await '✓ (Hand the certificate|向其他|.*证书)|= (Hand the certificate|.*证书)'
		press c
		sleep 2
		for _ in 1 2 3 4 5 6 7 8; do
			if screen | grep -qE '› (Initialise the first|初始化第一个)'; then break; fi
			press k
			sleep 0.3
		done
		press o
		shot walk
		press :
		sleep 0.5
		press swap
		shot palette
		press Escape
		sleep 0.5
		press '?'
		shot help
		press Escape
		sleep 0.5
		press e
		shot editor
		press Escape
		sleep 0.5
		press 2
		sleep 0.5
		press r
		await '[0-9]+ so|满足 [0-9]'
		shot survey
		press 4
		shot hosts
		# Somebody stops a kubelet.
		press s
		await '^root@'
		press 'systemctl stop kubelet' Enter
		sleep 1
		press exit Enter
		await '1 (Walk|执行)'
		press 3
		sleep 0.5
		press r
		await 'kubelet'
		shot findings
		press 5
		shot values
		press 6
		shot log
		press 7
		shot report
		"${tmux[@]}" kill-session -t shot
		troubleshoot
		wizard
	done
done
