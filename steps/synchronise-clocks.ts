import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {packagesOf} from './packages.ts';
import {systemOf} from './system.ts';

/** A container shares its machine's clock and may not set it: adjtimex is refused, chrony's unit does not even start. */
const inContainer: Fragment = fragment(sh`systemd-detect-virt --container --quiet 2>/dev/null`);

/** The same program has another unit on Red Hat's family. */
const chrony = (given: Given): string => (systemOf(given).family === 'apt' ? 'chrony' : 'chronyd');

const services = (given: Given): readonly string[] =>
	systemOf(given).family === 'apt' ? ['chrony', 'systemd-timesyncd', 'ntpsec', 'ntp'] : ['chronyd', 'ntpd'];

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
		ask: given => sh`
			if ${inContainer}; then
				echo "This host is a container: it has the clock of the machine below it, which is kept right there."
				exit 0
			fi
			for service in ${services(given)}; do
				if systemctl is-active --quiet "$service" && systemctl is-enabled --quiet "$service"; then
					echo "$service is running"
					exit 0
				fi
			done
			echo "no time service is running"
			exit 1
		`,
	},
	run: given => sh`
		for service in ${services(given)}; do
			if systemctl cat "$service" >/dev/null 2>&1; then
				systemctl enable --now "$service"
				exit 0
			fi
		done
		${packagesOf(given).refresh}
		${packagesOf(given).install('chrony')}
		systemctl enable --now ${chrony(given)}
	`,
	undo: given => sh`
		for service in ${services(given)}; do
			if systemctl is-active --quiet "$service"; then systemctl disable --now "$service"; fi
		done
	`,
	usually: 20,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};

/** A condition. `System clock synchronized: yes`, which was `NTP synchronized: yes` before systemd 239 had `show`. */
const isSynchronised: Fragment = fragment(sh`timedatectl | grep 'synchronized: yes' >/dev/null`);

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
			if ! ${isSynchronised}; then
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
		ask: () => sh`${isSynchronised}`,
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
