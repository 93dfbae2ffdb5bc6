// Whether the private key beside each certificate is its own: of files, and of what kubeconfigs hold.
import type {Question} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';

/** What kubeadm makes for this host alone, below /etc/kubernetes/pki. */
export const leafPairs = [
	'apiserver',
	'apiserver-kubelet-client',
	'apiserver-etcd-client',
	'front-proxy-client',
	'etcd/server',
	'etcd/peer',
	'etcd/healthcheck-client',
] as const;

const authorities = ['ca', 'front-proxy-ca', 'etcd/ca'] as const;

const kubeletPem = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/** Defines `belongs CERTIFICATE KEY`. Only the public halves are compared. */
export const belongs: Fragment = fragment(sh`
	belongs() { [ "$(openssl x509 -in "$1" -noout -pubkey 2>/dev/null)" = "$(openssl pkey -in "$2" -pubout 2>/dev/null)" ]; }
`);

export const askPairs: string = sh`
	${belongs}
	pair() {
		if [ ! -e "$1" ] || [ ! -e "$2" ]; then return; fi
		if belongs "$1" "$2"; then echo "$2 belongs to $1"; else echo "$2 does not belong to $1"; fi
	}
	for name in ${[...authorities, ...leafPairs]}; do
		pair "/etc/kubernetes/pki/$name.crt" "/etc/kubernetes/pki/$name.key"
	done
	if [ -e ${kubeletPem} ]; then
		if belongs ${kubeletPem} ${kubeletPem}; then
			echo "the key in ${kubeletPem} belongs to its certificate"
		else
			echo "the key in ${kubeletPem} does not belong to its certificate"
		fi
	fi
`;

export const keyPairQuestions: readonly Question[] = [
	{
		id: 'key-pairs',
		title: {en: 'Whether private keys belong to their certificates', zh: '私钥是否与证书匹配'},
		target: 'every-host',
		ask: () => askPairs,
		like: /\bopenssl (?:pkey|rsa|ec)\b.*(?:\/pki\/|\.key\b)/,
		cost: 'cheap',
		first: true,
	},
];
