// The endpoint asked from the outside, before kubeadm depends on it: what can be known then, and what must hold later.
import type {Given, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {endpointOf} from './kubeadm-config.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';

const endpointUrl = (given: Given): string => `https://${endpointOf(planOf(given))}/readyz`;

const isExternal = (given: Given): boolean => planOf(given).endpoint.kind === 'external';

const asked = (given: Given): string => sh`
	url=${endpointUrl(given)}
	code=0
	curl -ks -o /dev/null --connect-timeout 5 --max-time 10 "$url" || printf -v code %s "$?"
`;

/** Before init no API server is behind it: haproxy takes the connection and closes it (35, 52, 55 or 56). */
const answers = (given: Given): string => sh`
	${{bash: asked(given)}}
	case $code in
		6) echo "The name in $url leads nowhere." ;;
		7) echo "Nobody listens at $url." ;;
		28) echo "Nobody answers at $url: is a firewall in between?" ;;
		0 | 35 | 52 | 55 | 56)
			echo "$url is answered (curl says $code)"
			exit 0
			;;
		*) echo "$url could not be asked: curl ends with $code." ;;
	esac
	exit 1
`;

const virtualAddressAnswers: Task = {
	id: 'endpoint-answers',
	title: {en: 'The endpoint answers from every host', zh: '每台主机都能访问 API 入口'},
	why: {
		en: 'kubeadm and every kubelet go through it; a way that is blocked shows here in a second, and in kubeadm after minutes.',
		zh: 'kubeadm 和所有 kubelet 都要走这里；链路不通在这里一秒就能发现，到 kubeadm 里要等好几分钟。',
	},
	target: 'every-host',
	when: given => planOf(given).endpoint.kind === 'keepalived-haproxy',
	risk: 'safe',
	check: {ask: answers},
	run: given => sh`
		ip route get ${planOf(given).endpoint.address}
		echo ${`waiting for an answer from ${endpointUrl(given)}`}
	`,
	verify: {ask: answers, within: 30},
	undo: 'nothing-to-undo',
	usually: 10,
	waitingFor: {en: 'the virtual address to arrive on a host', zh: '虚拟地址在某台主机上生效'},
};

const listener = question(
	{
		id: 'external-listener',
		title: {en: 'The external load balancer can be reached', zh: '外部负载均衡可达'},
		why: {
			en: 'Before the first API server runs, a load balancer refuses or closes connections; one that stays silent has no listener, or a firewall before it.',
			zh: '首个 API server 启动之前，负载均衡会拒绝或断开连接；如果毫无反应，说明没有配置监听或被防火墙拦截。',
		},
		fix: {
			en: 'Give the load balancer a TCP listener on endpoint.port with the control planes’ port 6443 behind it, and let this host through to it; or correct endpoint.address in the plan.',
			zh: '在负载均衡上为 endpoint.port 建 TCP 监听，后端为各控制平面的 6443 端口，并放行本机访问；或改正计划中的 endpoint.address。',
		},
		when: isExternal,
		usually: 5,
	},
	given => sh`
		${{bash: asked(given)}}
		# To curl an address that nobody has is as good as one that refuses: both end with 7.
		said=''
		if [ "$code" = 7 ]; then said=$(curl -ksv -o /dev/null --connect-timeout 5 "$url" 2>&1 || true); fi
		if [[ $said == *'No route to host'* ]]; then
			echo "Nobody has the address of $url: give it to the load balancer, or correct endpoint.address in the plan."
			exit 1
		fi
		case $code in
			6) echo "The name in $url leads nowhere: add it to DNS or to /etc/hosts." ;;
			28) echo "Nobody answers at $url: give the load balancer a TCP listener on that port, and open the way to it." ;;
			0 | 7 | 35 | 52 | 55 | 56)
				echo "It answers (curl says $code; 7 is a refusal, as expected before there is an API server)"
				exit 0
				;;
			*) echo "$url could not be asked: curl ends with $code." ;;
		esac
		exit 1
	`,
);

const hairpin = question(
	{
		id: 'external-hairpin',
		title: {en: 'It leads back to the host that asks', zh: '后端主机能经由负载均衡访问自身'},
		why: {
			en: 'Some load balancers (Alibaba SLB on layer 4, AWS NLB with client addresses) cannot send a connection back to the server it came from; the control plane must reach itself through the endpoint.',
			zh: '有些负载均衡（阿里云四层 SLB、保留客户端地址的 AWS NLB）不能把连接转回发起方；而控制平面必须能经由入口访问自己。',
		},
		fix: {
			en: 'Switch client addresses (source address preservation, transparent mode) off at the load balancer, or let each control plane resolve the endpoint to itself in /etc/hosts.',
			zh: '在负载均衡上关闭客户端源地址保留（透明模式），或在各控制平面的 /etc/hosts 中把集群入口解析为本机。',
		},
		target: 'control-planes',
		when: isExternal,
		usually: 15,
	},
	given => sh`
		if ! curl -ks -o /dev/null --max-time 5 https://127.0.0.1:6443/readyz; then
			echo "No API server on this host yet: its way through the load balancer shows once it runs."
			exit 0
		fi
		url=${endpointUrl(given)}
		# The load balancer chooses: often enough that this host's own turn comes.
		for try in 1 2 3 4 5 6; do
			if ! curl -ks -o /dev/null --max-time 5 "$url"; then
				echo "Try $try of 6 got no answer from $url: let the control planes resolve the endpoint to themselves, or turn off client addresses." >&2
				exit 1
			fi
		done
		echo "six of six connections were answered"
	`,
);

export const endpointProofs: readonly Task[] = [virtualAddressAnswers, listener, hairpin];
