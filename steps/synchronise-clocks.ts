import type {Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {install, updateLists} from './apt.ts';

/** A container shares its machine's clock and may not set it: adjtimex is refused, chrony's unit does not even start. */
const inContainer: Fragment = fragment(sh`systemd-detect-virt --container --quiet 2>/dev/null`);

const services = ['chrony', 'systemd-timesyncd', 'ntpsec', 'ntp'] as const;

const timeService: Task = {
	id: 'time-service',
	title: {en: 'A time service runs', zh: '时间同步服务在运行'},
	why: {
		en: 'Certificates, tokens and etcd go by the clock; hosts that drift apart stop trusting each other.',
		zh: '证书、令牌和 etcd 都依赖时钟，主机之间的时间一旦偏离就会互不信任。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: () => sh`
			if ${inContainer}; then
				echo "This host is a container: it has the clock of the machine below it, which is kept right there."
				exit 0
			fi
			for service in ${services}; do
				if systemctl is-active --quiet "$service" && systemctl is-enabled --quiet "$service"; then
					echo "$service is running"
					exit 0
				fi
			done
			echo "no time service is running"
			exit 1
		`,
	},
	run: () => sh`
		for service in ${services}; do
			if systemctl cat "$service" >/dev/null 2>&1; then
				systemctl enable --now "$service"
				exit 0
			fi
		done
		${updateLists}
		${install('chrony')}
		systemctl enable --now chrony
	`,
	undo: () => sh`
		for service in ${services}; do
			if systemctl is-active --quiet "$service"; then systemctl disable --now "$service"; fi
		done
	`,
	usually: 20,
	waitingFor: {en: "the package source, or dpkg's lock", zh: '软件源的响应，或 dpkg 锁'},
	retries: 2,
};

const synchronised: Task = {
	id: 'clock-synchronised',
	title: {en: 'The clock is set by it', zh: '时钟已同步'},
	why: {
		en: 'A running service that reaches no server changes nothing: ask whether the clock follows one.',
		zh: '服务在运行但连不上时间服务器也没用，要确认时钟确实已经同步。',
	},
	target: 'every-host',
	risk: 'safe',
	check: {
		ask: () => sh`
			if ${inContainer}; then
				echo "This host is a container: it has the clock of the machine below it."
				exit 0
			fi
			if [ "$(timedatectl show -p NTPSynchronized --value)" != yes ]; then
				echo "The clock does not follow a server yet."
				exit 1
			fi
			if command -v chronyc >/dev/null; then chronyc tracking | awk '/^(Reference ID|System time)/'; fi
		`,
	},
	run: () => sh`
		timedatectl
		if command -v chronyc >/dev/null; then
			# Step the clock now instead of turning it slowly.
			chronyc makestep
			chronyc sources
		fi
	`,
	verify: {
		ask: () => sh`[ "$(timedatectl show -p NTPSynchronized --value)" = yes ]`,
		within: 180,
	},
	undo: 'nothing-to-undo',
	usually: 30,
	waitingFor: {en: 'an answer of a time server (UDP port 123)', zh: '时间服务器的应答（UDP 123 端口）'},
};

export const synchroniseClocks: Stage = {
	id: 'clock',
	title: {en: 'Clock', zh: '时钟'},
	why: {
		en: 'All hosts must agree on the time, and go on agreeing.',
		zh: '所有主机的时间必须一致，并保持一致。',
	},
	tasks: [timeService, synchronised],
};
