#!/bin/bash
# Takes the pictures of docs/screens from the real program: a rehearsal in tmux, at a moment when init prints.
# Run after npm ci: bash docs/take-screens.sh
set -euo pipefail
cd "$(dirname "$0")/.."
home=$(mktemp -d)
tmux=(tmux -L kubewalk-screens)
trap '"${tmux[@]}" kill-server 2> /dev/null; rm -rf "$home"' EXIT
mkdir -p docs/screens

shot() { "${tmux[@]}" capture-pane -ep -t "$1" | npx --no-install node docs/draw-screen.ts > "docs/screens/$2-$1.svg"; }
# await LANGUAGE PATTERN   until the screen shows it, for a minute
await() {
	for _ in $(seq 300); do
		if "${tmux[@]}" capture-pane -p -t "$1" | grep -qE "$2"; then return 0; fi
		sleep 0.2
	done
	echo "The screen did not show $2." >&2
	return 1
}

for language in en zh; do
	"${tmux[@]}" new-session -d -s "$language" -x 110 -y 32 "KUBEWALK_HOME=$home/$language npx --no-install node build/source/bin.js --lang $language"
	await "$language" kubewalk
	sleep 0.5
	shot "$language" start
	"${tmux[@]}" send-keys -t "$language" Enter
	await "$language" 'm1 m2 m3 w1 w2'
	"${tmux[@]}" send-keys -t "$language" a
	# While the other control planes join, back to the task that initialised the first one, and to what it printed.
	await "$language" '✓ (Hand the certificate|向其他|.*证书)|= (Hand the certificate|.*证书)'
	"${tmux[@]}" send-keys -t "$language" k
	sleep 0.3
	for _ in 1 2 3 4 5 6; do
		if "${tmux[@]}" capture-pane -p -t "$language" | grep -qE '› (Initialise the first|初始化第一个)'; then break; fi
		"${tmux[@]}" send-keys -t "$language" k
		sleep 0.3
	done
	"${tmux[@]}" send-keys -t "$language" o
	sleep 0.5
	shot "$language" walk
	"${tmux[@]}" send-keys -t "$language" c c
	sleep 1
	"${tmux[@]}" send-keys -t "$language" C-c
done
