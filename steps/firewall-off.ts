// The record's way: no firewall on the hosts at all, because something in front of them does that work.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {firewalls, inputCloses, ufwActive} from './firewalls.ts';
import {hostBefore} from './paths.ts';
import {planOf} from './plan.ts';

const services = ['firewalld', 'nftables', 'netfilter-persistent', 'iptables', 'ip6tables'] as const;
const stopped = `${hostBefore}/firewall-services`;
const rules = `${hostBefore}/iptables-filter`;

/** Each firewall defines `in_force` anew and is asked at once. */
const anyInForce = (given: Given): Fragment =>
	fragment(
		firewalls
			.map(
				({name, look, inForce}) =>
					`${look(given).bash}\n${inForce.bash}\nif in_force; then echo "${name} is in force"; closed=1; fi`,
			)
			.join('\n'),
	);

/** Prints what was turned off, a line each; nothing when nothing was. */
export const listTurnedOff: Fragment = fragment(sh`
	if [ -e ${stopped} ]; then sed 's/$/, which was turned off/' ${stopped}; fi
	if [ -e ${rules} ]; then echo "rules of iptables that were taken away"; fi
`);

export const turnOnAgain: Fragment = fragment(sh`
	if [ -e ${stopped} ]; then
		while read -r service; do
			if [ "$service" = ufw ]; then ufw --force enable; else systemctl enable --now "$service"; fi
		done < ${stopped}
		rm ${stopped}
	fi
	if [ -e ${rules} ]; then
		iptables -F INPUT
		while read -r line; do
			xargs iptables <<< "$line"
		done < ${rules}
		rm ${rules}
	fi
`);

export const firewallOff: Task = {
	id: 'firewall-off',
	title: {en: 'Turn the firewall off', zh: '关闭防火墙'},
	why: {
		en: 'The plan says that the hosts have no firewall of their own: the network in front of them keeps strangers out.',
		zh: '计划中主机自身不启用防火墙，由外围网络负责隔离。',
	},
	target: 'every-host',
	when: given => planOf(given).firewall === 'off',
	risk: 'disruptive',
	usually: 5,
	check: {
		ask: given => sh`
			closed=0
			${anyInForce(given)}
			for service in ${services}; do
				# nftables' own file is empty on a fresh Debian.
				if [ "$service" = nftables ]; then continue; fi
				if systemctl is-enabled --quiet "$service" 2>/dev/null; then
					echo "$service comes back with the next boot"
					closed=1
				fi
			done
			exit "$closed"
		`,
	},
	run: () => sh`
		mkdir -p ${hostBefore}
		# ufw's unit is enabled and active even where ufw keeps nothing out: ufw itself knows.
		if ${fragment(ufwActive)}; then
			echo ufw >> ${stopped}
			ufw disable
		fi
		for service in ${services}; do
			if systemctl is-enabled --quiet "$service" 2>/dev/null; then
				echo "$service" >> ${stopped}
				systemctl disable --now "$service"
			fi
			# One that was started by hand.
			systemctl stop "$service" 2>/dev/null || true
		done
		# Rules that no service loaded.
		if command -v iptables >/dev/null && ${fragment(inputCloses)}; then
			{ iptables -S INPUT && iptables -S FORWARD | grep '^-P'; } > ${rules}
			iptables -P INPUT ACCEPT
			iptables -P FORWARD ACCEPT
			iptables -F INPUT
		fi
	`,
	undo: () => sh`${turnOnAgain}`,
};
