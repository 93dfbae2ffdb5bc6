// What the kubelet, the runtime's containers and the control plane of one host say, whether the API answers or not.
import type {Question} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';

/** The newest container of that name, running or not. */
const logOf = (container: string): Fragment =>
	fragment(sh`crictl logs --tail 60 "$(crictl ps -a --name ${container} -q | head -n 1)" 2>&1`);

export const kubeletQuestions: readonly Question[] = [
	{
		id: 'kubelet-health',
		title: {en: 'Does the kubelet answer on 10248', zh: 'kubelet 是否在 10248 端口应答'},
		target: 'every-host',
		ask: () => sh`curl -sS -m 3 http://127.0.0.1:10248/healthz`,
		like: /\bcurl\b.*:10248\/healthz/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'kubelet-unit',
		title: {en: 'State of the kubelet service', zh: 'kubelet 服务的状态'},
		target: 'every-host',
		ask: () => sh`systemctl status kubelet --no-pager -n 0`,
		like: /\bsystemctl\b.*\bstatus\b.*\bkubelet\b/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'kubelet-journal',
		title: {en: 'The kubelet’s last words', zh: 'kubelet 最近的日志'},
		target: 'every-host',
		ask: () => sh`journalctl -u kubelet -n 200 --no-pager`,
		like: /\bjournalctl\b.*\bkubelet\b/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'containers',
		title: {en: 'Containers on the host', zh: '主机上的容器'},
		target: 'every-host',
		ask: () => sh`crictl ps -a`,
		like: /\bcrictl\b.*\bps\b/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'api-server-answers',
		title: {en: 'Does the host’s own API server answer', zh: '本机的 API 服务器是否应答'},
		target: 'control-planes',
		ask: () => sh`curl -skS -m 3 https://127.0.0.1:6443/livez`,
		like: /\bcurl\b.*https:\/\/(?:127\.0\.0\.1|localhost):6443\/(?:livez|healthz|readyz)/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'api-server-log',
		title: {en: 'The API server’s last words', zh: 'API 服务器最近的日志'},
		target: 'control-planes',
		ask: () => sh`${logOf('kube-apiserver')}`,
		like: /\b(?:crictl|docker|nerdctl|kubectl)\b.*\blogs\b.*apiserver|\/var\/log\/(?:pods|containers)\/\S*apiserver/,
		cost: 'slow',
	},
	{
		id: 'etcd-log',
		title: {en: 'etcd’s last words', zh: 'etcd 最近的日志'},
		target: 'control-planes',
		ask: () => sh`${logOf('etcd')}`,
		like: /\b(?:crictl|docker|nerdctl|kubectl)\b.*\blogs\b.*etcd|\/var\/log\/(?:pods|containers)\/\S*etcd/,
		cost: 'slow',
	},
	{
		id: 'static-pods',
		title: {en: 'Manifests of the control plane', zh: '控制平面的静态 Pod 清单'},
		target: 'control-planes',
		ask: () => sh`ls -A /etc/kubernetes/manifests`,
		like: /\bls\b.*\/etc\/kubernetes\/manifests/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'listening-ports',
		title: {en: 'Ports and who listens there', zh: '监听中的端口及其进程'},
		target: 'every-host',
		ask: () => sh`ss -lntp`,
		like: /\b(?:ss|netstat)\b\s+-\w*l/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'kubelet-flags',
		title: {en: 'Flags the kubelet is started with', zh: 'kubelet 的启动参数'},
		target: 'every-host',
		ask: () => sh`cat /var/lib/kubelet/kubeadm-flags.env`,
		like: /\bcat\b.*kubeadm-flags\.env|\bgrep\b.*kubeadm-flags\.env/,
		cost: 'cheap',
	},
];
