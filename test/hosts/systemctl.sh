#!/bin/bash
# As much of systemctl as haproxy and keepalived need on a host of namespaces, where systemd is not PID 1.
cd /
verb='' signal=TERM units=()
for word in "$@"; do
	case $word in
	--signal=*) signal=${word#*=} ;;
	-*) ;;
	*) if [ -z "$verb" ]; then verb=$word; else units+=("$word"); fi ;;
	esac
done

ended() { for _ in {1..200}; do pidof "$1" >/dev/null || return 0; sleep 0.02; done; return 1; }
start() {
	pidof "$1" >/dev/null && return 0
	case $1 in
	haproxy) haproxy -W -D -f /etc/haproxy/haproxy.cfg -p /run/haproxy.pid ;;
	keepalived) setsid keepalived --dont-fork --log-console </dev/null >>/var/log/keepalived.log 2>&1 & ;;
	esac
}
stop() { pkill -TERM -x "$1"; ended "$1"; }

for unit in "${units[@]}"; do
	unit=${unit%.service}
	case $verb in
	start) start "$unit" ;;
	stop) stop "$unit" ;;
	restart) stop "$unit" && start "$unit" ;;
	reload-or-restart) if pidof "$unit" >/dev/null; then kill -USR2 "$(cat "/run/$unit.pid")"; else start "$unit"; fi ;;
	kill) pkill "-$signal" -x "$unit" ;;
	is-active) pidof "$unit" >/dev/null ;;
	*) true ;;
	esac || exit 1
done
