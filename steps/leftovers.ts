// What `kubeadm reset` leaves on a host, by its own account: the network component's files, interfaces and rules.
import type {Given} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {ownConfig, ownState} from './paths.ts';
import {removeKubeVip} from './kube-vip.ts';
import {ciliumProgram} from './cilium.ts';
import {planOf} from './plan.ts';
import {usesKubeVip} from './roles.ts';

const interfaces = [
	'cni0',
	'flannel.1',
	'flannel-v6.1',
	'kube-ipvs0',
	'vxlan.calico',
	'cilium_vxlan',
	'cilium_host',
] as const;

const nftTables = [
	'ip kube-proxy',
	'ip6 kube-proxy',
	'ip flannel-ipv4',
	'ip6 flannel-ipv6',
	'ip calico',
	'ip6 calico',
] as const;

/** Chains of kube-proxy, the kubelet, the portmap plugin, flannel and Cilium begin with one of these; Calico's rules say `cali:`. */
const chains = 'KUBE-|CNI-|FLANNEL|CILIUM_|cali[-:]';

/** Cilium pins its programs and maps below the last two: they go on working until they are gone. */
const folders = ['/var/lib/cni', '/var/lib/calico', '/sys/fs/bpf/cilium', '/sys/fs/bpf/tc'] as const;

/** podman keeps its network beside ours: 87-podman.conflist. */
const cniFiles = fragment(`find /etc/cni/net.d -mindepth 1 -maxdepth 1 ! -name '*podman*'`);

/** Prints what is there, a line each; nothing when there is nothing. */
export const listNetwork = (given: Given): Fragment =>
	fragment(sh`
		${cniFiles} 2>/dev/null || true
		for path in ${folders}; do if [ -e "$path" ]; then echo "$path"; fi; done
		for interface in ${interfaces}; do
			if ip link show "$interface" >/dev/null 2>&1; then echo "network interface $interface"; fi
		done
		{ ip route show root ${planOf(given).kubernetes.podSubnet} 2>/dev/null || true; } | sed 's/^/route /'
		for family in iptables ip6tables; do
			if command -v "$family-save" >/dev/null; then
				rules=$("$family-save" 2>/dev/null | grep -cE ${chains} || true)
				if [ "$rules" -gt 0 ]; then echo "$rules rules of $family"; fi
			fi
		done
		if command -v nft >/dev/null; then
			for table in ${nftTables}; do
				# shellcheck disable=SC2086
				if nft list table $table >/dev/null 2>&1; then echo "nft table $table"; fi
			done
		fi
		if command -v ipvsadm >/dev/null; then
			services=$(ipvsadm --save -n 2>/dev/null | grep -c '^-A' || true)
			if [ "$services" -gt 0 ]; then echo "$services services of IPVS"; fi
		fi
		if command -v ipset >/dev/null; then ipset list -n 2>/dev/null | sed -n 's/^KUBE-/ipset &/p'; fi
	`);

/** The installer goes with what it installed. */
const installed = (given: Given): Fragment =>
	fragment(planOf(given).kubernetes.network.kind === 'cilium' ? ` ${ciliumProgram}` : '');

export const removeNetwork = (given: Given): Fragment =>
	fragment(sh`
		${cniFiles} -exec rm -rf {} + 2>/dev/null || true
		# Cilium's own mount of the control groups.
		if mountpoint -q /run/cilium/cgroupv2; then umount /run/cilium/cgroupv2; fi
		rm -rf ${folders} /run/flannel /run/calico /run/cilium${installed(given)}
		for interface in ${interfaces}; do
			if ip link show "$interface" >/dev/null 2>&1; then ip link delete "$interface"; fi
		done
		for interface in $(ip -o link show 2>/dev/null | awk -F': ' '$2 ~ /^(cali|lxc)/ {sub(/@.*/, "", $2); print $2}'); do
			ip link delete "$interface" || true
		done
		ip route flush root ${planOf(given).kubernetes.podSubnet} 2>/dev/null || true
		for family in iptables ip6tables; do
			if command -v "$family-save" >/dev/null && "$family-save" 2>/dev/null | grep -E ${chains} >/dev/null; then
				"$family-save" | grep -vE ${chains} | "$family-restore"
			fi
		done
		if command -v nft >/dev/null; then
			for table in ${nftTables}; do
				# shellcheck disable=SC2086
				if nft list table $table >/dev/null 2>&1; then nft delete table $table; fi
			done
		fi
		if command -v ipvsadm >/dev/null; then ipvsadm --clear; fi
		# Sets can go once no rule names them.
		if command -v ipset >/dev/null; then
			for set in $(ipset list -n 2>/dev/null | grep '^KUBE-' || true); do ipset destroy "$set"; done
		fi
	`);

/** After `kubeadm reset`, as part of taking back an init or a join. */
export const leftoversOfKubeadm = (given: Given): Fragment =>
	fragment(sh`
		${removeNetwork(given)}
		${usesKubeVip(given) ? removeKubeVip(given) : fragment('true')}
		rm -rf ${ownConfig} ${ownState}
	`);
