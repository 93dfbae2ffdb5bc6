// The kubelets' part of the expiry board: kubeadm's own table knows nothing of it.
import {fragment, sh} from '../source/engine/script.ts';
import {question} from './question.ts';

const pki = '/var/lib/kubelet/pki';
const days = 30;

/** The first is what the cluster has signed, and is left out where nobody asked for it; then the kubelet signs one itself. */
const serving = [`${pki}/kubelet-server-current.pem`, `${pki}/kubelet.crt`] as const;

export const kubeletCertificates = question(
	{
		id: 'kubelet-certificate-expiry',
		title: {en: 'See when the kubelet’s certificates expire', zh: '查看 kubelet 证书到期时间'},
		why: {
			en: 'A kubelet renews its client certificate by itself, long before its end, and the serving one where the cluster signs it. With less than a month left it has stopped doing so; after the end the node is NotReady, or its logs and metrics are refused.',
			zh: 'kubelet 会在到期前很久自行续签客户端证书；服务证书由集群签发时也会续签。剩余不足一个月，说明续签已经停止；到期后节点会变为 NotReady，或者取不到日志和指标。',
		},
		fix: {
			en: 'systemctl restart kubelet, then kubectl get csr: approve what waits (kubectl certificate approve NAME). A serving certificate that the kubelet has signed itself is made anew after rm /var/lib/kubelet/pki/kubelet.crt /var/lib/kubelet/pki/kubelet.key.',
			zh: '执行 systemctl restart kubelet，再用 kubectl get csr 查看并批准等待的请求（kubectl certificate approve 名称）。kubelet 自签的服务证书：删除 /var/lib/kubelet/pki/kubelet.crt 和 kubelet.key 后重启即重新生成。',
		},
		usually: 1,
	},
	() => sh`
		wrong=0
		now=$(date +%s)
		left() {
			ends=$(openssl x509 -noout -enddate -in "$2") || { echo "$2 is no certificate." >&2; wrong=1; return 0; }
			ends=$(date -d "${fragment('${ends#*=}')}" +%s)
			ends=$(((ends - now) / 86400))
			echo "$1: $ends days left ($2)"
			if [ "$ends" -lt ${days} ]; then
				echo "The kubelet's $1 certificate $2 has $ends days left." >&2
				wrong=1
			fi
		}
		left client ${`${pki}/kubelet-client-current.pem`}
		for file in ${serving}; do
			if [ -e "$file" ]; then
				left serving "$file"
				break
			fi
		done
		exit "$wrong"
	`,
);
