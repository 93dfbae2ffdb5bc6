// Certificates whose private key is another one's.
import type {Finding} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {expand} from '../expand.ts';
import {kubectl} from '../kubectl.ts';
import {hostBefore, manifests} from '../paths.ts';
import {newKubeletKubeconfig} from './certificates.ts';
import {cure, look} from './make-remedy.ts';
import {ownConfiguration, writeOwnConfiguration} from './own-configuration.ts';
import {askPairs, belongs, leafPairs} from './questions-key-pairs.ts';
import {said} from './said.ts';

/** In the words of Go: of RSA with RSA, and of RSA with an elliptic curve. The kubelet says it of its own pair. */
const words = /^(?!.*client certificate manager).*tls: private key (?:type )?does not match public key/;
const kubeletWords = /client certificate manager: .*tls: private key (?:type )?does not match public key/;

const amongPairs: Fragment = fragment(sh`
	cd /etc/kubernetes/pki || exit
	${belongs}
`);

const apiAnswers = sh`curl -fsk -m 3 https://127.0.0.1:6443/livez`;

const allBelong = sh`
	${amongPairs}
	for name in ${leafPairs}; do
		if [ -e "$name.crt" ] && ! belongs "$name.crt" "$name.key"; then exit 1; fi
	done
`;

export const keyPairFindings: readonly Finding[] = [
	{
		id: 'certificate-key-differs',
		about: ['certificates', 'etcd', 'node'],
		severity: 'blocking',
		title: {
			en: 'A private key does not belong to its certificate',
			zh: '私钥与证书不匹配',
		},
		meaning: {
			en: 'One of the two files was replaced, or brought from another host. An API server runs on with the pair that it has read, and ends at its next start; etcd refuses every new connection at once.',
			zh: '两个文件之一被替换，或来自另一台主机。API 服务器会继续使用已读入的旧文件，下次启动时立即退出；etcd 则会立刻拒绝所有新连接。',
		},
		suggests: [],
		confirms: [
			...said(words, 'api-server-log', 'etcd-log'),
			{says: /^\/etc\/\S+ does not belong to \/etc\/\S+$/, in: ['key-pairs']},
		],
		// A log tells of it still when the pair was made anew.
		rulesOut: [{lacks: /does not belong to \//, in: ['key-pairs']}],
		explains: [
			'api-server-down',
			'etcd-down',
			'etcd-quorum-lost',
			'etcd-certificate-rejected',
			'haproxy-servers-down',
			'container-crashes',
			'liveness-kills',
			'readiness-fails',
		],
		remedies: [
			look({
				id: 'which-pair-differs',
				title: {en: 'See which pair it is', zh: '查看是哪一对文件'},
				why: {
					en: 'Where the right file is still somewhere, put it back. The two files of an authority (ca, front-proxy-ca, etcd/ca) are the same on all control planes: copy both from another one. A pair within a kubeconfig is made anew by `kubeadm init phase kubeconfig`, after the file was moved away.',
					zh: '若正确的文件还在，放回即可。CA（ca、front-proxy-ca、etcd/ca）的两个文件在所有控制平面上相同：从另一台把两个都复制过来。kubeconfig 内的一对：移走该文件后执行 `kubeadm init phase kubeconfig` 重新生成。',
				},
				target: 'control-planes',
				run: () => askPairs,
			}),
			cure({
				id: 'new-key-pair',
				title: {en: 'Have kubeadm make that pair anew', zh: '让 kubeadm 重新签发这一对'},
				why: {
					en: 'For the certificates that this host’s authority signs, from the configuration that the cluster keeps; where the API does not answer, with the names that the certificate has. The old files are kept in /var/lib/kubewalk/before. What uses the pair is started anew, for which its manifest is away for half a minute.',
					zh: '适用于由本机 CA 签发的证书，按集群保存的配置生成；若 API 没有应答，则沿用证书原有的名称。旧文件保存在 /var/lib/kubewalk/before。使用该证书的组件会重新启动，其清单会移走半分钟。',
				},
				target: 'control-planes',
				pace: 'one-by-one',
				risk: 'disruptive',
				check: {ask: () => allBelong},
				run: given => sh`
					${amongPairs}
					mkdir -p ${hostBefore}
					asked=no
					if ${kubectl} --request-timeout 5s --tls-server-name=kubernetes get --raw /readyz >/dev/null 2>&1; then
						asked=yes
						${writeOwnConfiguration(given)}
					fi
					anew=
					for name in ${leafPairs}; do
						if [ ! -e "$name.crt" ] || belongs "$name.crt" "$name.key"; then continue; fi
						cert=$(echo "$name" | tr / -)
						for end in crt key; do
							if [ -e "$name.$end" ]; then cp -p "$name.$end" ${hostBefore}/"$cert.$end"; fi
						done
						if [ "$asked" = yes ]; then
							rm -f "$name.crt" "$name.key"
							kubeadm init phase certs "$cert" --config ${ownConfiguration}
						else
							kubeadm certs renew "$cert" --kubeconfig /dev/null || kubeadm alpha certs renew "$cert" --kubeconfig /dev/null
						fi
						case $name in
							etcd/healthcheck-client) ;;
							etcd/*) anew="etcd kube-apiserver" ;;
							*) anew=${expand('anew:-kube-apiserver')} ;;
						esac
					done
					rm -f ${ownConfiguration}
					mkdir -p ${`${manifests}.aside`}
					for pod in $anew; do mv ${manifests}/"$pod.yaml" ${`${manifests}.aside`}/; done
					if [ -n "$anew" ]; then sleep 25; fi
					for pod in $anew; do mv ${`${manifests}.aside`}/"$pod.yaml" ${manifests}/; done
					rmdir ${`${manifests}.aside`}
				`,
				verify: {
					ask: () => sh`
						${fragment(allBelong)}
						${fragment(apiAnswers)}
					`,
					within: 150,
				},
				usually: 60,
				waitingFor: {
					en: 'the kubelet to end the pods and to start them anew',
					zh: 'kubelet 停止并重新启动 Pod',
				},
			}),
		],
		badAdvice: [
			{
				en: '`kubeadm certs renew` of everything hides which file was the wrong one, and does not mend an authority’s pair.',
				zh: '对全部证书执行 `kubeadm certs renew` 会掩盖是哪个文件有误，也不能修复 CA 的那一对。',
			},
		],
		sources: [
			'https://pkg.go.dev/crypto/tls#X509KeyPair',
			'kubernetes/kubernetes staging/src/k8s.io/apiserver/pkg/server/dynamiccertificates',
		],
	},
	{
		id: 'kubelet-key-differs',
		about: ['certificates', 'node'],
		severity: 'blocking',
		title: {
			en: 'The kubelet’s private key does not belong to its client certificate',
			zh: 'kubelet 的私钥与其客户端证书不匹配',
		},
		meaning: {
			en: 'Both are in kubelet-client-current.pem, of which one half was replaced or cut off; the kubelet ends at every start.',
			zh: '两者都在 kubelet-client-current.pem 中，其中一半被替换或截断；kubelet 每次启动都会立即退出。',
		},
		suggests: [],
		confirms: [
			...said(kubeletWords, 'kubelet-journal'),
			{says: /^the key in \S+ does not belong to its certificate$/, in: ['key-pairs']},
		],
		rulesOut: [{lacks: /does not belong to its certificate/, in: ['key-pairs']}],
		explains: ['kubelet-down', 'node-not-ready'],
		remedies: [
			look({
				id: 'earlier-kubelet-pairs',
				title: {en: 'See whether an earlier pair is left', zh: '查看是否还有较早的一对'},
				why: {
					en: 'The kubelet keeps the pairs it had before as kubelet-client-DATE.pem. Point the link kubelet-client-current.pem at one that is whole and not expired, and start the kubelet. Where there is none, a worker joins again with a new token, after kubelet.conf and that file were removed.',
					zh: 'kubelet 会把以前的证书保留为 kubelet-client-日期.pem。把链接 kubelet-client-current.pem 指向一个完整且未过期的文件，然后启动 kubelet。若没有，工作节点删除 kubelet.conf 与该文件后用新令牌重新加入。',
				},
				run: () => sh`ls -l /var/lib/kubelet/pki`,
			}),
			newKubeletKubeconfig,
		],
		sources: [
			'https://pkg.go.dev/crypto/tls#X509KeyPair',
			'kubernetes/kubernetes staging/src/k8s.io/client-go/util/certificate/certificate_store.go',
		],
	},
];
