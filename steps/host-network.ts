// What the host must find on its network: its own address, the other hosts, free ports.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {neededPorts} from './needed-ports.ts';
import {nodeAddress} from './node-address.ts';
import {findNic, macOf} from './on-the-wire.ts';
import {question} from './question.ts';
import {othersOf} from './roles.ts';

const ownAddress = question(
	{
		id: 'own-address',
		title: {en: 'The plan’s address is on a network interface', zh: '计划中的地址在本机网卡上'},
		why: {
			en: 'The API server, etcd and the kubelet are told this address; a default route is what the way to Service addresses starts from.',
			zh: 'API server、etcd 和 kubelet 都使用这个地址；访问 Service 地址则从默认路由出发。',
		},
		fix: {
			en: 'Correct hosts[].address in the plan, or give the interface that address in the network’s own settings (netplan, NetworkManager, /etc/network/interfaces); a default route is needed too: ip route add default via ROUTER.',
			zh: '改正计划中的 hosts[].address，或在网络配置（netplan、NetworkManager、/etc/network/interfaces）中为网卡设置该地址；还需要默认路由：ip route add default via 网关。',
		},
	},
	given => sh`
		${findNic(nodeAddress(given.host))}
		route=$(ip route show default | awk 'NR == 1')
		if [ -z "$nic" ]; then
			echo ${`No interface has ${given.host.address}, the address in the plan. This host has:`}
			ip -o addr show | awk '{print $2, $4}'
			exit 1
		fi
		if [ -z "$route" ]; then
			echo "There is no default route: add one, Service addresses are reached through it." >&2
			exit 1
		fi
		echo "$nic, $route"
	`,
);

const otherHosts = question(
	{
		id: 'other-hosts',
		title: {en: 'The other hosts answer, each with a MAC of its own', zh: '其他主机可达，且 MAC 互不相同'},
		why: {
			en: 'All hosts talk to each other. Two machines with one MAC, as clones have it, lose each other’s packets.',
			zh: '所有主机之间都要通信。克隆出来的机器若 MAC 相同，会互相丢包。',
		},
		fix: {
			en: 'Switch the host that is named on, or correct its address in the plan; a clone gets a MAC of its own in the hypervisor.',
			zh: '启动提示的主机，或改正计划中的地址；克隆的机器需在虚拟化平台中换一个独立的 MAC。',
		},
		usually: 5,
		waitingFor: {en: 'a host that does not answer', zh: '没有应答的主机'},
	},
	given => sh`
		${macOf}
		${findNic(nodeAddress(given.host))}
		seen=$(ip link show dev "${expand('nic:-lo')}" | awk '$1 == "link/ether" {print $2}')
		wrong=0
		set -- ${othersOf(given).map(host => host.address)}
		for peer in "$@"; do
			if ! ping -c 1 -W 2 "$peer" >/dev/null 2>&1 && [ -z "$(mac_of "$peer")" ]; then
				echo "$peer does not answer: is it on, and is its address right?" >&2
				wrong=1
				continue
			fi
			# A host behind a router has no MAC here.
			mac=$(mac_of "$peer")
			case " $seen " in
				*" ${expand('mac:-none')} "*)
					echo "$peer has the MAC $mac of another host: give the clone a MAC of its own." >&2
					wrong=1
					;;
			esac
			seen="$seen $mac"
		done
		[ "$wrong" = 1 ] || echo "all other hosts answer"
		exit "$wrong"
	`,
);

const freePorts = question(
	{
		id: 'free-ports',
		title: {en: 'The ports are free, or held by this cluster', zh: '端口空闲，或正由本集群占用'},
		why: {
			en: 'A program that already listens there keeps a component from starting.',
			zh: '如果端口已被别的程序占用，相应组件就起不来。',
		},
		fix: {
			en: 'See who listens with ss -ltnp, and stop it for good: systemctl disable --now UNIT. What is left of another cluster goes with kubewalk run --book reset.',
			zh: '用 ss -ltnp 查看监听者并彻底停掉：systemctl disable --now 服务名。若是其他集群的残留，执行 kubewalk run --book reset 清理。',
		},
	},
	given => sh`
		ss -ltnp | awk -v needed=${neededPorts(given)
			.map(({port, program}) => `${port}=${program}`)
			.join(' ')} '
			BEGIN {
				count = split(needed, list, " ")
				for (i = 1; i <= count; i++) {split(list[i], pair, "="); owner[pair[1]] = pair[2]}
			}
			NR > 1 {
				port = $4; sub(/.*:/, "", port)
				who = $6; sub(/^users:\(\("/, "", who); sub(/".*/, "", who)
				# The kernel cuts names of programs at 15 letters.
				if ((port in owner) && index(owner[port], who) != 1) {
					print "Port " port " is for " owner[port] " but is held by " $6 ": stop that program."
					wrong = 1
				}
			}
			END {
				if (!wrong) print "free: " needed
				exit wrong
			}'
	`,
);

export const hostNetwork: readonly Task[] = [ownAddress, otherHosts, freePorts];
