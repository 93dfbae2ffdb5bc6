// What of a host's own network would catch the cluster's traffic: routes, proxies, a name that leads nowhere.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {controlPlanesOf} from './roles.ts';
import {expand} from './expand.ts';
import {ipv4Ranges} from './ipv4-ranges.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';

/** Interfaces that network components make: their routes are the cluster's own, and so are those by way of another host. */
const ofTheCluster = fragment(
	'^(cni0|flannel|cali|tunl|vxlan[.]calico|cilium|lxc|kube-ipvs|kube-bridge|weave|antrea|ovn)',
);

const subnetsFree = question(
	{
		id: 'subnets-free',
		title: {en: 'Pods and Services have addresses of their own', zh: 'Pod 与 Service 网段未被占用'},
		why: {
			en: 'A route of the host into the pods’ or Services’ range (of a VPN, of Docker’s bridge, of the office) and the cluster’s traffic goes there.',
			zh: '主机若已有路由指向 Pod 或 Service 网段（VPN、docker 网桥、公司内网等），集群流量就会被带走。',
		},
		fix: {
			en: 'Write another kubernetes.podSubnet or serviceSubnet in the plan, one that no route of the hosts leads into (ip route).',
			zh: '在计划中改写 kubernetes.podSubnet 或 serviceSubnet，选用主机路由（ip route）中没有的网段。',
		},
	},
	given => {
		const {podSubnet, serviceSubnet} = planOf(given).kubernetes;
		return sh`
			ip route | awk -v hosts=${` ${given.hosts.map(({address}) => address).join(' ')} `} -v planned=${`${podSubnet.split(',')[0]} ${serviceSubnet.split(',')[0]}`} '
				${ipv4Ranges}
				function meet(one, other) {
					return first(one) < first(other) + size(other) && first(other) < first(one) + size(one)
				}
				BEGIN {count = split(planned, wanted, " ")}
				{
					target = $1 ~ /^(unreachable|blackhole|prohibit|throw|local|broadcast)$/ ? $2 : $1
					if (target !~ /^[0-9.]+(\/[0-9]+)?$/) next
					dev = ""
					via = "none"
					for (i = 2; i < NF; i++) {
						if ($i == "dev") dev = $(i + 1)
						if ($i == "via") via = $(i + 1)
					}
					if (index(hosts, " " via " ")) next
					if (dev ~ /${ofTheCluster}/) next
					for (i = 1; i <= count; i++)
						if (wanted[i] !~ /:/ && meet(target, wanted[i])) {
							over = dev == "" ? "" : " over " dev
							print "The host has a route to " target over ", which meets " wanted[i] ": remove the route, or choose another range in the plan."
							wrong = 1
						}
				}
				END {
					if (!wrong) print "no route meets " planned
					exit wrong
				}'
		`;
	},
);

/** Programs take localhost from /etc/hosts; kubeadm asks the kubelet at http://localhost:10248 up to 1.29. */
const localhost = question(
	{
		id: 'localhost',
		title: {en: 'localhost is this machine', zh: 'localhost 指向本机'},
		why: {
			en: 'kubeadm and the probes of static pods ask localhost. An /etc/hosts that somebody rewrote without that line sends them to a name server, and init waits for a kubelet that runs.',
			zh: 'kubeadm 和静态 Pod 的探针都访问 localhost。若有人重写 /etc/hosts 时丢了这一行，请求会发到 DNS，init 就会空等一个其实在运行的 kubelet。',
		},
		fix: {
			en: 'Put the line "127.0.0.1 localhost" first into /etc/hosts.',
			zh: '在 /etc/hosts 开头写上 "127.0.0.1 localhost" 一行。',
		},
	},
	() => sh`
		address=$(getent hosts localhost | awk 'NR == 1 {print $1}')
		case $address in
			127.* | ::1) echo "localhost is $address" ;;
			*)
				echo "localhost is ${expand('address:-unknown')}: add the line 127.0.0.1 localhost to /etc/hosts." >&2
				exit 1
				;;
		esac
	`,
);

const proxyExceptions = question(
	{
		id: 'proxy-exceptions',
		title: {en: 'A proxy leaves the cluster’s own addresses alone', zh: '代理不拦截集群自身的地址'},
		why: {
			en: 'With https_proxy set and no exception, kubeadm and kubectl ask the proxy for the API server. The proxy does not know it, and the error speaks of a time-out or of 503.',
			zh: '设置了 https_proxy 又没有例外时，kubeadm 和 kubectl 会通过代理访问 API server；代理找不到它，只会报超时或 503。',
		},
		fix: {
			en: 'Add the addresses that are named, and the ranges of pods and Services, to no_proxy and NO_PROXY where the proxy is set (/etc/environment, /etc/profile.d), and log in anew.',
			zh: '在设置代理的地方（/etc/environment、/etc/profile.d）把提示的地址以及 Pod、Service 网段加入 no_proxy 和 NO_PROXY，然后重新登录。',
		},
	},
	given => {
		const {endpoint} = planOf(given);
		const wanted = [endpoint.address, ...controlPlanesOf(given).map(({address}) => address)];
		return sh`
			settings=$( { cat /etc/environment /etc/systemd/system/containerd.service.d/*.conf /etc/systemd/system/docker.service.d/*.conf 2>/dev/null || true; env; } | tr -d "\"'" | sed 's/^Environment=//')
			proxy=$(printf '%s\n' "$settings" | grep -iE '^https?_proxy=.' | head -n 1 || true)
			if [ -z "$proxy" ]; then
				echo "no proxy is set"
				exit 0
			fi
			except=$(printf '%s\n' "$settings" | grep -iE '^no_proxy=' | sed 's/^[^=]*=//' | tr '\n' ',')
			missing=$(awk -v except="$except" -v wanted=${wanted.join(' ')} '
				${ipv4Ranges}
				BEGIN {
					exceptions = split(except, exception, ",")
					addresses = split(wanted, address, " ")
					for (a = 1; a <= addresses; a++) {
						covered = 0
						for (e = 1; e <= exceptions; e++) {
							one = exception[e]
							if (one == address[a] || one == "*") covered = 1
							if (one ~ /^[0-9.]+\/[0-9]+$/ && address[a] ~ /^[0-9.]+$/ && first(address[a]) >= first(one) && first(address[a]) < first(one) + size(one)) covered = 1
						}
						if (!covered) missing = missing " " address[a]
					}
					print missing
				}')
			if [ -n "$missing" ]; then
				echo "A proxy is set and no_proxy does not name:$missing. Add them, with the ranges of pods and Services, where $(printf '%s' "$proxy" | cut -d= -f1) is set." >&2
				exit 1
			fi
			echo "the proxy lets the cluster alone"
		`;
	},
);

export const hostRoutes: readonly Task[] = [subnetsFree, localhost, proxyExceptions];
