import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {question} from './question.ts';

/**
 * kubeadm gives the kubelet systemd-resolved's own list where that runs, and /etc/resolv.conf otherwise. What CoreDNS reads
 * there must not be an address of the host's loopback: inside a pod that is the pod itself, and CoreDNS asks itself.
 */
export const podDns: Task = question(
	{
		id: 'pod-dns-servers',
		title: {en: 'DNS servers that pods can reach', zh: 'Pod 可以访问的 DNS 服务器'},
		why: {
			en: 'CoreDNS passes on what it does not know to the servers in the host’s resolv.conf. A loopback address there means CoreDNS itself, and it ends with the loop error.',
			zh: 'CoreDNS 会把自己解析不了的域名转给主机 resolv.conf 中的服务器；那里若是回环地址，就等于 CoreDNS 自己，会报 loop 错误退出。',
		},
		fix: {
			en: 'Name the network’s own DNS servers in the file that is named, or in netplan or NetworkManager (nmcli con mod NAME ipv4.dns ADDRESS), then ask again.',
			zh: '在提示的文件，或 netplan、NetworkManager（nmcli con mod 连接名 ipv4.dns 地址）中写上网络自己的 DNS 服务器，再重新检查。',
		},
	},
	() => sh`
		file=/etc/resolv.conf
		if systemctl is-active --quiet systemd-resolved; then file=/run/systemd/resolve/resolv.conf; fi
		servers=$(awk '$1 == "nameserver" {print $2}' "$file" 2>/dev/null | paste -sd ' ' -)
		echo "$file names ${expand('servers:-no server')}"
		case " $servers " in
			'  ')
				echo "$file names no DNS server: write one there, or into the settings of the network." >&2
				exit 1
				;;
			*' 127.'* | *' ::1 '*)
				echo "$file names this host itself as DNS server, which pods cannot ask: name the network's own servers there, or pass the path of such a list as the kubelet's resolvConf." >&2
				exit 1
				;;
		esac
	`,
);
