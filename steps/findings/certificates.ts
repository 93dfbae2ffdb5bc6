// Certificates that have run out, do not fit, or are of another cluster.
import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {cure} from './make-remedy.ts';
import {said} from './said.ts';
import {isSynchronised, synchronise} from './set-clock.ts';

const renewAll = cure({
	id: 'renew-certificates',
	title: {en: 'Renew the certificates of the control plane', zh: '续期控制平面证书'},
	why: {
		en: 'On each control plane, one after the other. The pods read them at their start only, so their manifests are moved away for half a minute.',
		zh: '在每个控制平面上逐个进行。Pod 只在启动时读取证书，因此需要把清单移走半分钟。',
	},
	target: 'control-planes',
	pace: 'one-by-one',
	risk: 'disruptive',
	check: {
		ask: () => sh`
			cd /etc/kubernetes/pki || exit
			for file in apiserver.crt apiserver-etcd-client.crt apiserver-kubelet-client.crt front-proxy-client.crt etcd/server.crt etcd/peer.crt; do
				openssl x509 -in "$file" -noout -checkend 86400 >/dev/null || exit 1
			done
		`,
	},
	run: () => sh`
		if [ ! -e /root/kubernetes-before-renewal.tar.gz ]; then
			( umask 077 && tar -czf /root/kubernetes-before-renewal.tar.gz /etc/kubernetes )
		fi
		kubeadm certs renew all || kubeadm alpha certs renew all
		mkdir -p /etc/kubernetes/manifests.aside
		mv /etc/kubernetes/manifests/*.yaml /etc/kubernetes/manifests.aside/
		sleep 25
		mv /etc/kubernetes/manifests.aside/*.yaml /etc/kubernetes/manifests/
		rmdir /etc/kubernetes/manifests.aside
		if [ -d /root/.kube ]; then cp /etc/kubernetes/admin.conf /root/.kube/config; fi
	`,
	verify: {ask: () => sh`curl -fsk -m 3 https://127.0.0.1:6443/livez`, within: 120},
	usually: 60,
	waitingFor: {en: 'the kubelet to end the pods and to start them anew', zh: 'kubelet 停止并重新启动 Pod'},
});

export const newKubeletKubeconfig: Remedy = cure({
	id: 'new-kubelet-kubeconfig',
	title: {en: 'Give the kubelet a new kubeconfig', zh: '为 kubelet 生成新的 kubeconfig'},
	why: {
		en: 'On a control plane, where the authority’s key is. For a worker it is made there too, with its name, and copied; or the worker joins again with a new token.',
		zh: '在控制平面（有 CA 私钥处）执行。工作节点的也在此以其名称生成后复制过去；或用新令牌重新加入。',
	},
	target: 'control-planes',
	check: {
		ask: () =>
			sh`[ -s /etc/kubernetes/kubelet.conf ] && curl -fsS -m 3 http://127.0.0.1:10248/healthz && ! openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -checkend 0 2>/dev/null | grep 'will expire'`,
	},
	run: given => sh`
		if [ -e /etc/kubernetes/kubelet.conf ]; then cp -p /etc/kubernetes/kubelet.conf /root/kubelet.conf.expired; fi
		kubeadm kubeconfig user --org system:nodes --client-name ${`system:node:${given.host.name}`} > /root/kubelet.conf.new
		install -m 600 /root/kubelet.conf.new /etc/kubernetes/kubelet.conf
		rm -f /root/kubelet.conf.new /var/lib/kubelet/pki/kubelet-client-current.pem
		systemctl restart kubelet
	`,
	undo: () => sh`
		install -m 600 /root/kubelet.conf.expired /etc/kubernetes/kubelet.conf
		systemctl restart kubelet
	`,
	verify: {ask: () => sh`curl -fsS -m 3 http://127.0.0.1:10248/healthz`, within: 60},
	usually: 10,
});

export const certificateFindings: readonly Finding[] = [
	{
		id: 'certificates-expired',
		about: ['certificates', 'node', 'etcd'],
		severity: 'blocking',
		title: {en: 'Certificates of the control plane have expired', zh: '控制平面证书已过期'},
		meaning: {
			en: 'kubeadm’s certificates are good for a year, and only an upgrade renews them by itself.',
			zh: 'kubeadm 的证书有效期为一年，只有升级时才会自动续期。',
		},
		suggests: [
			...said(
				/x509: certificate has expired or is not yet valid: current time \S+ is after/,
				'kubelet-journal',
				'api-server-log',
				'etcd-log',
			),
			{says: /\bx509: certificate has expired/},
			{says: /You must be logged in to the server \(Unauthorized\)/},
		],
		confirms: [
			{
				says: /^(?:admin\.conf|apiserver\S*|etcd-\S+|front-proxy-client|controller-manager\.conf|scheduler\.conf)\s.*\s<invalid>\s/,
			},
			{says: /\s<invalid>\s/, in: ['certificate-dates']},
			{says: /^Certificate will expire$/, in: ['api-certificate']},
		],
		rulesOut: [
			// Journals still tell of it when everything has been renewed.
			{none: /<invalid>/, in: ['certificate-dates']},
			{says: /part of the existing bootstrap client certificate in \S+ is expired/},
		],
		explains: [
			'api-server-down',
			'etcd-down',
			'etcd-certificate-rejected',
			'node-not-ready',
			'controller-manager-down',
			'container-crashes',
		],
		remedies: [renewAll],
		badAdvice: [
			{
				en: 'Turning the clock back makes the API answer and everything else lie: leases, tokens, logs.',
				zh: '把时钟调回去可以让 API 应答，但租约、令牌与日志都会出错。',
			},
		],
		sources: ['kubernetes/kubeadm#1651', 'kubernetes/kubeadm#1826', 'kubernetes/website#43713'],
	},
	{
		id: 'certificates-expire-soon',
		about: ['certificates'],
		severity: 'notable',
		title: {en: 'Certificates expire within a month', zh: '证书将在一个月内过期'},
		meaning: {
			en: 'Nothing is wrong yet. On the day nobody can reach the API any more, kubectl included.',
			zh: '目前一切正常。到期之日，任何人（包括 kubectl）都无法访问 API。',
		},
		suggests: [],
		confirms: [{says: /^\S+\s+\w{3} \d\d, \d{4} \d\d:\d\d UTC\s+(?:[12]?\d)d\s/, in: ['certificate-dates']}],
		rulesOut: [{says: /<invalid>/, in: ['certificate-dates']}],
		remedies: [renewAll],
		sources: ['https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/'],
	},
	{
		id: 'certificate-not-yet-valid',
		about: ['certificates', 'node', 'join'],
		severity: 'blocking',
		title: {en: 'The clock of this host is behind', zh: '本机时钟落后'},
		meaning: {
			en: 'A certificate that was just made counts as not valid yet, because this host believes it is earlier.',
			zh: '本机认为当前时间更早，因此刚签发的证书被视为尚未生效。',
		},
		suggests: [],
		confirms: said(
			/x509: certificate has expired or is not yet valid: current time \S+ is before/,
			'kubelet-journal',
			'api-server-log',
		),
		explains: ['tls-bootstrap-timed-out', 'endpoint-unreachable'],
		remedies: [
			cure({
				id: 'set-clock-right',
				title: {en: 'Set the clock right', zh: '校正时钟'},
				why: {
					en: 'chrony or systemd-timesyncd then keeps it so.',
					zh: '之后由 chrony 或 systemd-timesyncd 保持同步。',
				},
				check: {ask: isSynchronised},
				run: synchronise,
				verify: {ask: isSynchronised, within: 60},
				usually: 20,
			}),
		],
		sources: ['kubernetes/kubeadm#1048', 'kubernetes-sigs/cluster-api#4304'],
	},
	{
		id: 'kubelet-certificate-expired',
		about: ['certificates', 'node'],
		severity: 'blocking',
		title: {en: 'The kubelet’s client certificate has expired', zh: 'kubelet 的客户端证书已过期'},
		meaning: {
			en: 'It is renewed by itself while the host runs; this one was off, or cut off, for too long, and has no token to ask for a new one.',
			zh: '主机运行时会自动轮换；这台主机关机或断网太久，已没有令牌可以申请新证书。',
		},
		suggests: [],
		confirms: [
			...said(/part of the existing bootstrap client certificate in \S+ is expired/, 'kubelet-journal'),
			...said(
				/unable to load bootstrap kubeconfig: stat \/etc\/kubernetes\/bootstrap-kubelet\.conf: no such file or directory/,
				'kubelet-journal',
			),
			{says: /Certificate will expire/, in: ['kubelet-certificate']},
		],
		rulesOut: [
			[
				{says: /^ok$/, in: ['kubelet-health']},
				{lacks: /will expire/, in: ['kubelet-certificate']},
			],
		],
		explains: ['kubelet-down', 'node-not-ready'],
		remedies: [newKubeletKubeconfig],
		sources: [
			'kubernetes/kubeadm#2054',
			'kubernetes/kubernetes#104075',
			'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
		],
	},
];
